"""sayso as a spaCy component: `nlp.add_pipe("sayso")` puts attributions, counts and events on `doc._.sayso`.

spaCy loads this module with every pipeline, so nothing of ours is imported before the component is used.
"""

from spacy.language import Language
from spacy.tokens import Doc


class SaysoComponent:
    """Reads the text of a `Doc` as one report; `doc._.sayso` is a `Claims`, its spans in code points of `doc.text`."""

    def __init__(self, model: str, outlet: str | None, published: str | None) -> None:
        self.model, self.outlet, self.published = model, outlet, published

    def __call__(self, doc: Doc) -> Doc:
        from sayso.extract import ExtractOptions, read_claims
        from sayso.language.segments import report_of_text

        report = report_of_text(doc.text, outlet=self.outlet, published=self.published)
        doc._.sayso = read_claims(report, ExtractOptions(model=self.model))
        return doc


@Language.factory(
    "sayso",
    default_config={"model": "en_core_web_sm", "outlet": None, "published": None},
    assigns=["doc._.sayso"],
)
def make_sayso(nlp: Language, name: str, model: str, outlet: str | None, published: str | None) -> SaysoComponent:
    """Make the component for `nlp.add_pipe("sayso", config={"outlet": ..., "published": "YYYY-MM-DD"})`.

    The text is parsed again sentence by sentence, so that a pipeline's own sentence ends decide nothing.
    """
    if not Doc.has_extension("sayso"):
        Doc.set_extension("sayso", default=None)
    return SaysoComponent(model, outlet, published)
