"""agglomera measure on tables that are odd: told, refused, or read as the user says."""

import unittest

from measured_tables import TABLE, Measures


class OddTables(Measures):
    def test_that_hold_their_own_totals_are_told_of(self):
        text = ("region,industry,year,value\nA,x,2010,5\nA,y,2010,2\nB,x,2010,3\nB,y,2010,1\nUS,x,2010,8\n"
                "US,y,2010,3\n")
        notes = self.measured(text=text)["notes"]
        self.assertIn("counted as a region though it may be the total of the others in 2010: US (if it is say "
                      "--total-region with its name)", notes)
        self.assertFalse([note for note in self.measured("--total-region", "US")["notes"] if "total of" in note])
        named = self.measured(text=text.replace(",y,", ",All industries,"))["notes"]
        self.assertIn("counted as an industry though it may be the total of the others in 2010: All industries (if it "
                      "is say --total-industry with its name)", named)

    def test_that_are_odd_alike_in_many_years_say_it_once(self):
        text = "region,industry,2010,2011,2012\nA,x,1,2,3\nB,x,1,0,0\n"
        notes = self.measured("--wide", text=text)["notes"]
        self.assertIn("a single industry in every year: its LQs are 1, and indices over industries say nothing", notes)
        self.assertIn("without any activity in 2 years from 2011 to 2012: B; LQs there are 0/0 and so missing", notes)

    def test_without_text_or_in_another_encoding_are_refused(self):
        self.says("", "t.csv: is empty")
        self.says("\n\n", "t.csv: holds only empty lines begin with a header")
        self.says("a;b\n", 't.csv:1:1: the cells are not parted by the separator (a comma unless --separator says else) '
                  'say --separator ";"')
        self.says("region", "t.csv:1:1: the file is UTF-16 (only UTF-8 and Latin-1 are read) save it as UTF-8",
                  encoding="utf-16")
        self.says('"x\0"', "t.csv:1:3: a zero byte (the file is UTF-16 or no text) save it as UTF-8")

    def test_say_what_is_wrong_with_line_and_column(self):
        self.says('region,industry,year,value\nA,x,2010,1\nA,y,2010\nB,x,2010,1,234\nB,y,FY2010,3\n'
                  'B,z,2010,"1,234"\nC,x,2010,-4\nC,y,2010,inf\nA,x,2010,5\nC,w,2010,lots\n,x,2010,2\n',
                  "t.csv:3:1: 3 cells (the header has 4)",
                  "t.csv:4:1: 5 cells (the header has 4) write numbers with a decimal point and without separators of "
                  "thousands, and put a name with a comma into quotes",
                  't.csv:5:5: "year" is "FY2010", no year (a whole number from 1 to 9999 is expected) write 2009 and '
                  "nothing else",
                  't.csv:6:10: the value is "1,234", no number say --decimal comma if it is 1.234, or --thousands comma if it is '
                  "1234",
                  't.csv:7:10: the value is "-4" (amounts of activity are never negative) leave the cell empty when '
                  "nothing is known",
                  't.csv:8:10: the value is "inf" (a finite number is expected) leave the cell empty when nothing is '
                  "known",
                  't.csv:9:1: "x" in "A" in 2010 stands twice (first in line 2)',
                  't.csv:10:10: the value is "lots", no number name a mark with --suppressed, --missing or --zero',
                  't.csv:11:1: "region" is empty (a name is expected)')
        self.says("region,industry,year,value\nMünchen,x,2010,1\n",
                  "t.csv:2:2: byte 0xFC is not UTF-8 (the file is in another encoding, such as GBK or Latin-1) save "
                  "it as UTF-8, or say --encoding latin-1", encoding="latin-1")
        self.says("region,industrie,year,value\nA,x,2010,1\n",
                  't.csv:1:1: column "industry" is missing (known: region, industrie, year, value) did you mean '
                  "--industry industrie?")
        self.says("region,industry,year,value\n", "t.csv: holds a header and no rows")
        self.says("region,industry,year,value\nA,x,2010,1.5\n",
                  't.csv:2:10: the value is "1.5" (--counts takes whole numbers)', words=["--counts"])
        self.says(TABLE, "--indices: moran_i can't be said without --coordinates or --neighbours",
                  words=["--indices", "moran_i"])

    def test_are_read_with_a_byte_order_mark_windows_lines_and_latin_1(self):
        lqs = self.lqs(self.measured(text="\ufeff" + TABLE.replace("\n", "\r\n")))
        self.assertEqual(lqs, self.lqs(self.measured(text=TABLE)))
        self.table(TABLE.replace("Ada", "München"), encoding="latin-1")
        self.assertIn(("München", "cars", 2010), self.lqs(self.measured("--encoding", "latin-1")))

    def test_are_measured_as_far_as_can_be_and_say_so(self):
        zeros = self.measured(text="region,industry,year,value\nA,x,2010,0\nB,x,2010,0\n")
        self.assertEqual(set(self.lqs(zeros).values()), {None})
        self.assertIn("all is zero or missing in 2010: every LQ of it is missing", zeros["notes"])
        one = self.measured(text="region,industry,year,value\nA,x,2010,4\nA,y,2010,5\n")
        self.assertEqual(set(self.lqs(one).values()), {1})
        self.assertIn("a single region in 2010: its LQs are 1, and indices over regions say nothing", one["notes"])


class WrittenNumbers(Measures):
    semicolons = "region;industry;year;value\n"

    def amounts(self, *words, text):
        return self.values(self.measured("--separator", ";", *words, text=self.semicolons + text), "hhi")

    def test_with_a_decimal_comma_are_read_when_it_is_said(self):
        text = "A;x;2010;1,5\nB;x;2010;1.000,5\n"
        hhi = self.amounts("--decimal", "comma", "--thousands", "point", text=text)[None, "x", 2010]
        self.assertAlmostEqual(hhi, (1.5 ** 2 + 1000.5 ** 2) / 1002 ** 2)
        for words, text in ((["--thousands", "blank"], "A;x;2010;1\u00a0000\nB;x;2010;1000\n"),
                            (["--thousands", "comma"], "A;x;2010;1,000\nB;x;2010;1000.0\n"),
                            (["--thousands", "apostrophe"], "A;x;2010;1'000\nB;x;2010;1\u2019000\n")):
            self.assertEqual(self.amounts(*words, text=text), {(None, "x", 2010): .5, ("A", None, 2010): 1,
                                                               ("B", None, 2010): 1})

    def test_that_could_be_read_in_two_ways_are_never_guessed(self):
        self.says(self.semicolons + "A;x;2010;1,5\n", 't.csv:2:10: the value is "1,5", no number say --decimal comma',
                  words=["--separator", ";"])
        self.says(self.semicolons + "A;x;2010;2\nB;x;2010;1.234\n",
                  't.csv:3: "1.234": every number with a point has three digits behind it, which can be read in two '
                  "ways say --decimal point if it is 1.234, or --thousands point if it is 1234",
                  words=["--separator", ";"])
        self.assertIn((None, "x", 2010), self.amounts(text="A;x;2010;2.5\nB;x;2010;1.234\n"))  # one settles it
        self.assertIn((None, "x", 2010), self.amounts("--decimal", "point", text="A;x;2010;1.234\n"))
        document = self.measured(text="region,industry,year,value\nA,x,2010,1.234\n")
        self.assertIn('"1.234": every number with a point has three digits behind it, and is read with a decimal point '
                      "(if points part thousands say --thousands point; --decimal point if not)", document["notes"])
        self.says(self.semicolons + "A;x;2010;12.34\n",
                  't.csv:2:10: the value is "12.34", no number say --decimal point',
                  words=["--separator", ";", "--thousands", "point"])
        self.says(self.semicolons, "--thousands: comma is the decimal sign, too",
                  words=["--decimal", "comma", "--thousands", "comma"])


class MarkedCells(Measures):
    def test_are_suppressed_by_a_column_of_flags_even_where_a_zero_stands(self):
        text = "region,industry,year,value,disclosure\nA,x,2010,0,N\nA,y,2010,5,\nB,x,2010,4,e\nB,y,2010,1,\n"
        rows = self.measured("--flag", "disclosure", text=text)
        self.assertEqual([row.get("why") for row in rows["lq"]], ["suppressed", None, None, None])
        self.assertEqual(rows["table"]["zeros"], 0)
        self.assertEqual(self.measured()["table"]["zeros"], 1)  # who doesn't name it sees a zero

    def test_of_the_users_own_are_zero_missing_or_suppressed_as_named(self):
        text = "region,industry,year,value\nA,x,2010,-\nA,y,2010,5\nB,x,2010,?\nB,y,2010,#\n"
        table = self.measured("--zero=-", "--missing", "?", "--suppressed", "#", text=text)["table"]
        self.assertEqual([table[key] for key in ("numbers", "zeros", "missing", "suppressed")], [2, 1, 1, 1])


if __name__ == "__main__":
    unittest.main()
