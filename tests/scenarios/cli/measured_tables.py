"""Small tables for agglomera measure, and what it says of them."""

import json

from program import InAFolder

TABLE = """region,industry,year,value
Ada,cars,2010,100
Ada,games,2010,0
Bo,cars,2010,20
Bo,games,2010,30
Cy,cars,2010,10
Cy,games,2010,(D)
Dee,cars,2010,0
Dee,games,2010,0
Ada,cars,2011,90
Ada,games,2011,5
Bo,cars,2011,20
Bo,games,2011,35
Cy,cars,2011,15
Cy,games,2011,NA
"""
SQUARE = "region,lat,lon\nAda,0,0\nBo,0,1\nCy,1,0\nDee,1,1\n"


class Measures(InAFolder):
    def table(self, text, name="t.csv", encoding="utf-8"):
        (self.folder / name).write_bytes(text.encode(encoding))

    def measured(self, *words, text=None):
        if text is not None:
            self.table(text)
        out, err = self.agglomera("measure", "t.csv", *words, "--format", "json")
        self.assertEqual(err, "")
        return json.loads(out)

    def says(self, text, *messages, words=(), encoding="utf-8"):
        self.table(text, encoding=encoding)
        self.refuses(["measure", "t.csv", *words], "\n".join(messages))

    def values(self, document, index):
        return {(row.get("region"), row.get("industry"), row["year"]): row["value"]
                for row in document["indices"] if row["index"] == index}

    def lqs(self, document):
        return {(row["region"], row["industry"], row["year"]): row["lq"] for row in document["lq"]}
