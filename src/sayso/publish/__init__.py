"""Publishing: readings and records become interchange files, pages, tables and footnoted paragraphs.

Nouns arrive; text and files leave, each made for the desk or for others and saying so. Nothing leaves but through
`disclosure`. This room judges nothing: it prints what the record holds.
"""

from sayso.publish.disclosure import Audience, Clearance, Disclosure, disclose_reading, disclose_record
from sayso.publish.interchange import load_schema, write_reading, write_reading_line, write_record
from sayso.publish.report_page import report_page

__all__ = [
    "Audience",
    "Clearance",
    "Disclosure",
    "disclose_reading",
    "disclose_record",
    "load_schema",
    "report_page",
    "write_reading",
    "write_reading_line",
    "write_record",
]
