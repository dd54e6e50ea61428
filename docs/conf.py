"""The site of `./bootstrap docs`. Nothing in it is loaded from a network."""

import os

project = "Agglomera"
version = release = os.environ.get("AGGLOMERA_VERSION", "")
extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 4
root_doc = "index"
nitpicky = True
smartquotes = False  # "--resume" is no dash

html_theme = "furo"
html_title = f"Agglomera {release}"
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_show_copyright = False
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#14507a", "color-brand-content": "#14507a"},
    "dark_css_variables": {"color-brand-primary": "#7db4dc", "color-brand-content": "#7db4dc"},
}
# Output and equations are no program in any language.
highlight_language = "none"
pygments_style = "friendly"
