"""Reads exports with rdflib, NetworkX, openpyxl and Python's own csv, and holds counts and types against expected.json."""

import csv
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import networkx
import openpyxl
import rdflib

rdflib.NORMALIZE_LITERALS = False
PREFIXES = """
PREFIX pol: <https://w3id.org/policygraph/ns#>
PREFIX schema: <https://schema.org/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
failures = passed = 0


def check(what, got, want):
    global failures, passed
    if got == want:
        passed += 1
    else:
        failures += 1
        print(f"FAIL {what}: got {str(got)[:300]!r}, want {str(want)[:300]!r}")


def rdf(folder, expected):
    """Each RDF format, with named graphs and merged."""
    for name, form in [("nquads.nq", "nquads"), ("trig.trig", "trig"), ("jsonld.jsonld", "json-ld")]:
        for flat in ("", "flat-"):
            dataset = rdflib.ConjunctiveGraph()
            dataset.parse(folder / (flat + name), format=form)
            contexts = {c.identifier for _, _, _, c in dataset.quads()}
            quads = sum(len(dataset.get_context(c)) for c in contexts)
            what = f"rdflib {folder.name}/{flat}{name}"
            check(what, quads, expected["Triples" if flat else "Quads"])
            if not flat:
                default = {c for c in contexts if isinstance(c, rdflib.BNode) or c.startswith("file:")}
                check(what + " graphs", len(contexts - default) + named_blank(folder), expected["Graphs"])
            for query in expected["Queries"] or []:
                where = query["Where"] if flat else "GRAPH ?g { %s }" % query["Where"]
                ask(what, dataset, query, where)
    for name, form in [("ntriples.nt", "nt"), ("turtle.ttl", "turtle")]:
        graph = rdflib.Graph()
        graph.parse(folder / name, format=form)
        check(f"rdflib {folder.name}/{name}", len(graph), expected["Triples"])
        for query in expected["Queries"] or []:
            ask(f"rdflib {folder.name}/{name}", graph, query, query["Where"])
        texts(f"rdflib {folder.name}/{name}", graph, expected)


def named_blank(folder):
    """The unusual graph has one graph named by a blank node, which rdflib does not tell from the default graph."""
    return 1 if folder.name == "unusual" else 0


def ask(what, graph, query, where):
    rows = graph.query(f"{PREFIXES} SELECT {query['Select']} WHERE {{ {where} }} {query['Modifiers']}")
    check(f"{what}: {query['Name']}", [[str(v) for v in row] for row in rows], query["Rows"])


def texts(what, graph, expected):
    for name, text in (expected["Texts"] or {}).items():
        predicate = rdflib.URIRef("http://example.org/p/" + name)
        if name == "escape" and what.endswith(".nt"):
            continue  # rdflib 6.1 reads an escaped backslash before u as the beginning of an escape
        found = [str(o) for o in graph.objects(None, predicate) if not o.language]
        check(f"{what} {name}", found, [text])


def property_graph(folder, expected):
    """GraphML and GEXF, as graphs with typed properties."""
    graphml = networkx.read_graphml(folder / "graphml.graphml", force_multigraph=True)
    gexf = networkx.read_gexf(folder / "gexf12.gexf")
    check(f"networkx {folder.name} graphml nodes", graphml.number_of_nodes(), expected["Nodes"])
    check(f"networkx {folder.name} graphml edges", graphml.number_of_edges(), expected["Edges"])
    check(f"networkx {folder.name} gexf nodes", gexf.number_of_nodes(), expected["Nodes"])
    check(f"networkx {folder.name} gexf edges", gexf.number_of_edges(), expected["Edges"])
    check(f"networkx {folder.name} IRIs", sorted(d["iri"] for _, d in graphml.nodes(data=True)), sorted(gexf.nodes))
    if folder.name == "practices":
        practice_graph(graphml, expected)


def practice_graph(graph, expected):
    by_iri = {d["iri"]: n for n, d in graph.nodes(data=True)}
    measures = {}
    for practice, data in graph.nodes(data=True):
        if data.get("class") != "Practice":
            continue
        check("networkx start is a number", type(data["start"]), int)
        targets = lambda name: [t for _, t, d in graph.out_edges(practice, data=True) if d["label"] == name]
        for locality in targets("locality"):
            measures.setdefault(graph.nodes[locality]["iri"], set()).update(targets("measure"))
    check("networkx measures of each locality", [[k, str(len(v))] for k, v in sorted(measures.items())],
          expected["Queries"][0]["Rows"])
    metric = graph.nodes[by_iri["https://w3id.org/policygraph/notice/0123456789abcdef/practice/1/metric/2"]]
    check("networkx value", (metric["value"], metric["unitText"], metric["asWritten"]), (35000.0, "人", "约3.5万人"))


def neo4j(folder, expected):
    """The tables for neo4j-admin, by Python's csv."""
    csv.field_size_limit(1 << 30)
    with open(folder / "neo4j/nodes.csv", newline="", encoding="utf-8") as f:
        head, *nodes = csv.reader(f)
    with open(folder / "neo4j/relationships.csv", newline="", encoding="utf-8") as f:
        _, *edges = csv.reader(f)
    check(f"csv {folder.name} neo4j nodes", len(nodes), expected["Nodes"])
    check(f"csv {folder.name} neo4j relationships", len(edges), expected["Edges"])
    check(f"csv {folder.name} neo4j columns", {len(row) for row in nodes}, {len(head)})
    check(f"csv {folder.name} neo4j column names", len(set(head)), len(head))
    ids = {row[0] for row in nodes}
    check(f"csv {folder.name} neo4j IDs", len(ids), len(nodes))
    check(f"csv {folder.name} neo4j ends", [e for e in edges if e[0] not in ids or e[1] not in ids], [])


def table(folder, expected):
    """The table of practices, as CSV and as a workbook."""
    with open(folder / "csv.csv", newline="", encoding="utf-8-sig") as f:
        rows = list(csv.reader(f))
    book = openpyxl.load_workbook(folder / "xlsx.xlsx")
    cells = [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]
    check(f"csv {folder.name} rows", len(rows) - 1, expected["Rows"])
    check(f"openpyxl {folder.name} rows", len(cells) - 1, expected["Rows"])
    check(f"openpyxl {folder.name} head", cells[0], rows[0])
    for line, row in zip(rows, cells):
        text = ["" if c is None else str(c) for c in row]
        check(f"openpyxl {folder.name} row", text, [c[1:] if c.startswith("'=") else c for c in line])
    check(f"csv {folder.name} formulas", [c for row in rows for c in row if c[:1] in tuple("=+-@")], [])
    if expected["Rows"]:
        check(f"openpyxl {folder.name} number", type(cells[1][7]), int)


def spreadsheet(folder):
    """The workbook, cell by cell, as openpyxl and LibreOffice read it, against the CSV."""
    csv.field_size_limit(1 << 30)
    with open(folder / "csv.csv", newline="", encoding="utf-8-sig") as f:
        want = [[in_a_workbook(c) for c in row] for row in csv.reader(f)]
    sheet = openpyxl.load_workbook(folder / "xlsx.xlsx").worksheets[0]
    escapes = lambda c: c.replace("_x000D_", "\r").replace("_x005F_", "_").replace("\r\n", "\n")
    cells(f"openpyxl {folder.name}", [["" if c is None else escapes(str(c)) for c in row] for row in sheet.iter_rows(values_only=True)], want)
    if not shutil.which("soffice"):
        return
    with tempfile.TemporaryDirectory() as out:
        libreoffice("csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false", folder, out)
        with open(Path(out) / "xlsx.csv", newline="", encoding="utf-8") as f:
            cells(f"LibreOffice {folder.name}", list(csv.reader(f)), want)
        libreoffice("fods", folder, out)
        numbers = sum(1 for row in want[1:] if re.fullmatch(r"-?[0-9]+([.][0-9]+)?", row[7]) and sum(c.isdigit() for c in row[7]) <= 15)
        check(f"LibreOffice {folder.name} numbers", (Path(out) / "xlsx.fods").read_text("utf-8").count('office:value-type="float"'), numbers)


def libreoffice(form, folder, out):
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{out}/profile", "--convert-to", form, "--outdir", out,
                    str(folder / "xlsx.xlsx")], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def in_a_workbook(cell):
    """A cell of the CSV as the workbook has it: no apostrophe before =, no more than 32,767 characters; and line ends as programs read them."""
    if cell[:1] == "'" and cell[1:2] in tuple("=+-@\t\r"):
        cell = cell[1:]
    if len(cell.encode("utf-16-le")) > 2 * 32767:
        cell = cell[:32766] + "…"
    return cell.replace("\r\n", "\n")


def cells(what, got, want):
    check(f"{what} rows", len(got), len(want))
    for i, (a, b) in enumerate(zip(got, want)):
        check(f"{what} row {i + 1}", a, b)


folder = Path(sys.argv[1])
for graph in ("practices", "hostile", "unusual"):
    expected = json.loads((folder / graph / "expected.json").read_text(encoding="utf-8"))
    rdf(folder / graph, expected)
    property_graph(folder / graph, expected)
    neo4j(folder / graph, expected)
    table(folder / graph, expected)
for name in ("practices", "table"):
    spreadsheet(folder / name)
office = "LibreOffice" if shutil.which("soffice") else "no LibreOffice, which is not installed"
for name in ("ontology.ttl", "shapes.ttl"):
    check(f"rdflib {name}", len(rdflib.Graph().parse(folder / name)) > 100, True)
print(f"rdflib {rdflib.__version__}, NetworkX {networkx.__version__}, openpyxl {openpyxl.__version__}, {office}: {passed} passed, {failures} failed")
sys.exit(failures > 0)
