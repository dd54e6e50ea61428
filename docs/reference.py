"""The reference in Markdown, from what the program prints of itself as JSON."""
import re


def plain(text):
    """As text: no letter of it means anything to Markdown."""
    return re.sub(r"([\\`*_{}\[\]<>|#~^$])", r"\\\1", str(text))


def code(text):
    return f"`` {text} ``" if "`" in str(text) else f"`{text}`"


def number(value):
    return f"{value:g}"


def definition(head, *lines):
    return head + "\n: " + "\n\n  ".join(lines) + "\n\n"


def of_option(option):
    head = ", ".join(code(name) for name in option["names"])
    if option["choices"]:
        head += (" = " if option["may_stand_alone"] else " ") + " | ".join(code(choice) for choice in option["choices"])
    elif option["value"] and option["names"][0].startswith("-"):
        head += " " + plain(option["value"])
    remarks = []
    if option["required"]:
        remarks.append("must be given")
    if option["repeats"]:
        remarks.append("may be several")
    if option["usual"]:
        remarks.append("usually " + code(option["usual"]))
    for key, words in (("needs", "only with"), ("excludes", "not with")):
        if option[key]:
            remarks.append(words + " " + ", ".join(code(name) for name in option[key]))
    return definition(head, plain(option["text"]) + (f" ({'; '.join(remarks)})" if remarks else ""))


def usage(command):
    words = ["agglomera", command["name"]]
    for place in command["places"]:
        word = place["names"][0] + (" ..." if place["repeats"] else "")
        words.append(word if place["required"] else f"[{word}]")
    for option in command["options"]:
        if option["required"]:
            words.append(f"{option['names'][0]} {'|'.join(option['choices']) or option['value']}")
    return " ".join(words + ["[options]"])


def of_command(command):
    text = f"## {command['name']}\n\n{plain(command['text'])}\n\n```\n{usage(command)}\n```\n\n"
    for words in command["places"] + command["options"]:
        text += of_option(words)
    for paragraph in command["paragraphs"]:
        text += plain(paragraph) + "\n\n"
    if command["examples"]:
        text += "```\n" + "\n".join(command["examples"]) + "\n```\n\n"
    return text


def commands(table):
    text = ("# Commands\n\nWhat `agglomera COMMAND --help` and the manual pages say, in one place. Exit codes:\n\n"
            + "".join(f"- {plain(line)}\n" for line in table["exit_codes"]) + "\n")
    for option in table["options"]:
        text += of_option(option)
    return text + "".join(of_command(command) for command in table["commands"])


def of_range(entry):
    unit = "" if entry["unit"] == "1" else " " + entry["unit"]
    return f"{number(entry['range'][0])} to {number(entry['range'][1])}{unit}"


def levers(model):
    text = "# Levers\n\nWhat a policy can change; `kind` in a `[[lever]]`. The first number of each is its strength.\n\n"
    for lever in model["levers"]:
        text += f"## {lever['name']}\n\n{plain(lever['text'])}\n\n"
        for one in lever["parameters"]:
            text += definition(code(one["name"]), f"{plain(one['text'])}; {plain(of_range(one))}, usually "
                               f"{number(one['usual'])} ({plain(one['source'])})")
    return text


def of_prior(prior):
    return "fixed" if prior["sd"] == 0 else f"{prior['scale']}, sd {number(prior['sd'])}"


def parameters(model):
    text = ("# Parameters\n\nWhat `[parameters]` of a study or a scenario may set. A prior is on the scale it names, around the "
            "usual value.\n\n")
    for one in model["parameters"]:
        text += definition(code(one["name"]), plain(one["text"]),
                           f"{plain(of_range(one))}, usually {number(one['usual'])}; prior: {plain(of_prior(one['prior']))} "
                           f"({plain(one['source'])})")
    return text


def phases(model):
    text = "# The year, phase by phase\n\nAll firms decide on the market as it stood when the year opened.\n\n"
    for phase in model["phases"]:
        text += f"## {phase['name']}\n\n{plain(phase['text'])}\n\n"
        if phase["equation"]:
            text += f"```\n{phase['equation']}\n```\n\nAfter: {plain(phase['source'])}\n\n"
    text += "## Mechanisms\n\nEach can be switched off: `mechanisms = { off = [\"siphoning\"] }` in a scenario.\n\n"
    for one in model["mechanisms"]:
        text += definition(code(one["name"]), plain(one["text"]))
    return text
