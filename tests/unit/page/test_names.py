import pytest

from pipeline.page.names import parse_names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Isla Carnegie and Tomasz Brandt, Senior Reporters", ["Isla Carnegie", "Tomasz Brandt"]),
        ("By Jonah Prewitt, Staff Writer", ["Jonah Prewitt"]),
        ("Priya Ashdown in London and Bram de Wit in Amsterdam", ["Priya Ashdown", "Bram de Wit"]),
        ("By Jane Doe, London, and John Roe, Paris", ["Jane Doe", "John Roe"]),
        ("By Jane Doe, Director, Martin Acme", ["Jane Doe"]),
        ("By Jane Doe, London, Acme Holdings", ["Jane Doe"]),
        ("By LUO YANFEI (Jiangnan Daily)", ["Luo Yanfei"]),
        ("By A. J. Vance | Oct. 17, 2018", ["A. J. Vance"]),
        ("Von Jörg Müller, Halloran", ["Jörg Müller"]),
        ("Par Élodie d’Arcy et Jean-Luc Roux", ["Élodie d’Arcy", "Jean-Luc Roux"]),
        ("Dr. Wendell Garrity", ["Wendell Garrity"]),
        ("Jane Doe, Chief Executive, Acme Holdings", ["Jane Doe"]),
        ("By Jane Doe, Associated Press", ["Jane Doe"]),
        ("Reuters", ["Reuters"]),
        ("By The Associated Press", ["Associated Press"]),
        ("jane@post.example", []),
        ("Door onze verslaggeefster Femke van der Hollander", ["Femke van der Hollander"]),
        ("Von unserem Redaktionsmitglied Jörg Müller", ["Jörg Müller"]),
        ("By Our Special Correspondent", []),
        ("Por: Jane Doe y John Roe*", ["Jane Doe", "John Roe"]),
        ("Written By", []),
        ("For Immediate Release", []),
        ("Updated 3 May 2019", []),
        ("Staff Reporter", []),
        ("By Thursday the ice had melted", []),
        ("The Harbour Post", []),
        ("记者 王小明", ["王小明"]),
        ("Interview: Julia Lauter", ["Julia Lauter"]),
        ("By Isla Carnegie And Tomasz Brandt For The Mail", ["Isla Carnegie", "Tomasz Brandt"]),
        ("Text von Isla Carnegie Illustration von Tomasz Brandt", ["Isla Carnegie"]),
        ("Jane Doe Jane Doe", []),
        ("Online-Redaktion Halloran", []),
        ("Rechtsanwalt Jörg Müller", ["Jörg Müller"]),
        ("John E Vance and Mary A Roe", ["John E Vance", "Mary A Roe"]),
        ("Kate May", ["Kate May"]),
        ("Kate Roe, May 3", ["Kate Roe"]),
        ("Jane Doe im Gespräch mit Ina Roe", ["Jane Doe", "Ina Roe"]),
        ("Jane Doe, Projektleiterin der Mühle", ["Jane Doe"]),
        ("Text & Fotos: Jane Doe", ["Jane Doe"]),
        ("Автор: Иван Мельник", ["Иван Мельник"]),
        ("Γράφει ο Γιώργος Μύλος", ["Γιώργος Μύλος"]),
        ("بقلم: محمد الطحان", ["محمد الطحان"]),
        ("राजेश कुमार", ["राजेश कुमार"]),
        ("โดย สมชาย ใจดี", ["สมชาย ใจดี"]),
        ("홍길동 기자", ["홍길동"]),
        ("山田太郎記者", ["山田太郎"]),
        ("张三、李四", ["张三", "李四"]),
        ("文/张三", ["张三"]),
        ("本报编辑部", []),
        ("harbourpost.example", []),
        ("Polizei Halloran", []),
        ("Agencia EFE", ["Agencia EFE"]),
    ],
)
def test_the_people_and_agencies_of_a_line(line: str, names: list[str]) -> None:
    assert list(parse_names(line)) == names


@pytest.mark.parametrize(("line", "names"), [("Hiram", ["Hiram"]), ("LN", []), ("admin", []), ("x, Hiram", [])])
def test_single_names_where_a_field_was_filled_in(line: str, names: list[str]) -> None:
    assert list(parse_names(line, single=True)) == names
