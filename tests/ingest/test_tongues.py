import pytest

from sayso.ingest import report_from_text
from sayso.ingest.tongues import recognise_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The six guards were freed on Saturday, the ministry said.", "en"),
        ("THE ARMED FORCES SAID THAT THREE MEN WERE TAKEN FROM THE VALLEY", "en"),
        ("Die Polizei hat am Samstag in der Stadt drei Männer festgenommen, teilte das Ministerium mit.", "de"),
        ("La police a arrêté trois hommes dans la ville samedi, a annoncé le ministère.", "fr"),
        ("أعلنت وزارة الداخلية يوم السبت الإفراج عن ستة من حرس الحدود مقابل مئة وأربعة وأربعين معتقلا", "ar"),
        ("Four freed.", None),
        ("", None),
    ],
)
def test_languages(text, code):
    assert recognise_language(text) == code


def test_another_language_is_a_problem_and_the_report_stays():
    intake = report_from_text(
        "Die Polizei hat am Samstag in der Stadt drei Männer festgenommen, teilte das Ministerium mit."
    )
    assert intake.report.language == "de"
    assert [p.what for p in intake.problems] == ["language not read"]


def test_an_english_report_with_a_quotation_in_arabic_is_english():
    text = "He said: «هذا اليوم انتصار للصبر، وليس لأحد على أحد» (“This day is a victory for patience”), and thanked the guards."
    assert recognise_language(text) == "en"
