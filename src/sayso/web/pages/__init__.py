"""The desk's pages, one module a subject. A request comes in with somebody who asks; a filled template goes out."""
