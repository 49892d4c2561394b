//! The terminal, as plain text and with colours.

use vizcli::scene::{
    Anchor, Class, Dots, Font, Group, Image, Item, Path, Rects, Scene, Stroke, Text,
};
use vizcli::write::term;

use super::scenes::{
    BLUE, RED, area_page, bars_page, dots_page, everything, lines_page, page, text,
};

fn shown(scene: &Scene) -> String {
    term::draw(scene, false).unwrap()
}

/// Compare with a picture that stands in the test, indented by four blanks.
fn same(text: &str, wanted: &str) {
    let lines = wanted.lines().skip(1).map(|line| line.strip_prefix("    ").unwrap_or(line));
    let wanted: Vec<&str> = lines.collect();
    let text: Vec<&str> = text.lines().collect();
    assert_eq!(text, wanted, "\n{}", text.join("\n"));
}

#[test]
fn lines() {
    same(&shown(&lines_page(term::scene_size(60, 20))), LINES);
}

#[test]
fn bars_that_are_stacked() {
    same(&shown(&bars_page(term::scene_size(60, 20))), BARS);
}

#[test]
fn points() {
    same(&shown(&dots_page(term::scene_size(60, 20))), POINTS);
}

#[test]
fn an_area_and_an_image() {
    same(&shown(&area_page(term::scene_size(60, 20))), AREA);
}

#[test]
fn nothing_is_wider_than_the_terminal() {
    for (columns, lines) in [(1, 1), (20, 5), (80, 24), (120, 40)] {
        let size = term::scene_size(columns, lines);
        for scene in [
            lines_page(size),
            bars_page(size),
            Scene { width: size.0, height: size.1, ..everything(true) },
        ] {
            let text = shown(&scene);
            assert!(text.lines().count() <= usize::from(lines));
            assert!(
                text.lines().all(|line| line.chars().count() <= usize::from(columns)),
                "{text}"
            );
        }
    }
}

#[test]
fn nothing_in_the_data_commands_the_terminal() {
    let item = Item::Text(text([7.0, 20.0], "a\u{1b}[2J\u{9b}1m\u{202e}b\u{7}", BLUE));
    let scene = page(vec![Group { class: Class::Marks, items: vec![item] }]);
    assert_eq!(shown(&scene), " a[2J1mb\n");
    assert_eq!(term::draw(&scene, true).unwrap(), " \u{1b}[0;38;2;51;136;214ma[2J1mb\u{1b}[0m\n");
}

#[test]
fn words_never_stand_on_words() {
    let words = ["Alabama", "Alaska", "Arizona", "Arkansas"].iter().enumerate();
    let items = words
        .map(|(i, word)| Item::Text(text([7.0 + 42.0 * i as f64, 20.0], word, BLUE)))
        .collect();
    let scene = page(vec![Group { class: Class::Axes, items }]);
    // The second has no room beside the first, even when it moves by a cell.
    assert_eq!(shown(&scene), " Alabama     Arizona\n");
}

#[test]
fn wide_letters_take_two_cells() {
    let items = vec![
        Item::Text(text([0.0, 20.0], "日本", BLUE)),
        Item::Text(text([35.0, 20.0], "x", BLUE)),
    ];
    let scene = page(vec![Group { class: Class::Marks, items }]);
    assert_eq!(shown(&scene), "日本 x\n");
}

#[test]
fn colours_and_the_terminals_own_ink() {
    let boxes = |x: f64, fill| {
        Item::Rects(Rects {
            boxes: vec![[x, 0.0, 14.0, 21.0]],
            fill: vec![fill],
            opacity: 1.0,
            ..Rects::default()
        })
    };
    let title = Item::Text(Text {
        font: Font::bold(12.0),
        ..text([0.0, 40.0], "T", vizcli::color::Color::hex(0x1f_24_2b))
    });
    let scene = page(vec![
        Group { class: Class::Marks, items: vec![boxes(0.0, BLUE), boxes(14.0, RED)] },
        Group { class: Class::Title, items: vec![title] },
    ]);
    let wanted = "\u{1b}[0;38;2;51;136;214m██\u{1b}[0;38;2;189;31;1m██\u{1b}[0m\n\
                  \u{1b}[0;38;2;51;136;214m▀▀\u{1b}[0;38;2;189;31;1m▀▀\u{1b}[0m\n\
                  \u{1b}[0;1mT\u{1b}[0m\n";
    assert_eq!(term::draw(&scene, true).unwrap(), wanted);
}

#[test]
fn bars_that_all_but_touch_leave_no_gap() {
    let boxes = (0..20).map(|i| [f64::from(i) * 18.3, 0.0, 17.3, 14.0 + f64::from(i)]).collect();
    let rects = Rects { boxes, fill: vec![BLUE], opacity: 1.0, ..Rects::default() };
    let scene = page(vec![Group { class: Class::Marks, items: vec![Item::Rects(rects)] }]);
    assert_eq!(shown(&scene).lines().next().unwrap(), "█".repeat(52));
}

#[test]
fn turned_words_lie_flat_as_far_as_they_have_room() {
    let word = |i: usize, words: &str| {
        let at = [49.0 + 42.0 * i as f64, 28.0];
        let anchor = Anchor::End;
        Item::Text(Text { rotate: -40.0, anchor, ..text(at, words, BLUE) })
    };
    let items = ["Alabama", "California", "Florida", "Illinois"].iter().enumerate();
    let items = items.map(|(i, name)| word(i, name)).collect();
    let scene = page(vec![Group { class: Class::Axes, items }]);
    // Every second has room beside the next.
    assert_eq!(shown(&scene), "    Alabama     Florida\n");
}

#[test]
fn series_differ_where_there_are_no_colours() {
    let line = |y: f64, color| {
        let stroke = Stroke::solid(color, 2.0);
        Item::Path(Path::line([0.0, y], [140.0, y], stroke))
    };
    let key =
        |y: f64, color| Item::Path(Path::line([154.0, y], [168.0, y], Stroke::solid(color, 2.0)));
    let dots = |y: f64, color| {
        let centers = (1..6).map(|i| [f64::from(i) * 21.0, y]).collect();
        Item::Dots(Dots {
            centers,
            radius: vec![3.5],
            fill: vec![color],
            opacity: 1.0,
            ..Dots::default()
        })
    };
    let marks = |items| Group { class: Class::Marks, items };
    let legend = |items| Group { class: Class::Legend, items };
    let lines = page(vec![
        marks(vec![line(7.0, BLUE), line(35.0, RED)]),
        legend(vec![key(7.0, BLUE), key(35.0, RED)]),
    ]);
    let text = shown(&lines);
    let rows: Vec<&str> = text.lines().collect();
    assert!(rows[0].ends_with("──") && rows[2].ends_with("╌╌"), "{text}");
    assert!(rows[0].chars().take(20).ne(rows[2].chars().take(20)), "{text}");
    // With colours both are whole.
    let colored = term::draw(&lines, true).unwrap();
    assert!(!colored.contains('╌'), "{colored}");

    let text = shown(&page(vec![marks(vec![dots(7.0, BLUE), dots(35.0, RED)])]));
    let count = |sign| text.matches(sign).count();
    assert_eq!((count('●'), count('○')), (5, 5), "{text}");

    let boxes = |x: f64, color| {
        let boxes = vec![[x, 0.0, 28.0, 28.0]];
        Item::Rects(Rects { boxes, fill: vec![color], opacity: 0.5, ..Rects::default() })
    };
    let text = shown(&page(vec![marks(vec![boxes(0.0, BLUE), boxes(28.0, RED)])]));
    assert_eq!(text, "████▒▒▒▒\n████▒▒▒▒\n");
}

#[test]
fn names_of_lying_bars_are_beside_them() {
    let bars: Vec<[f64; 4]> =
        (0..8).map(|i| [70.0, 2.3 + 25.3 * f64::from(i), 40.0 + f64::from(i), 19.0]).collect();
    let name = |b: &[f64; 4]| {
        let at = [63.0, b[1] + 9.5 + 0.36 * 12.0];
        Item::Text(Text { anchor: Anchor::End, ..text(at, "name", BLUE) })
    };
    let names = bars.iter().map(name).collect();
    let rects = Rects { boxes: bars, fill: vec![BLUE], opacity: 1.0, ..Rects::default() };
    let scene = page(vec![
        Group { class: Class::Marks, items: vec![Item::Rects(rects)] },
        Group { class: Class::Axes, items: names },
    ]);
    let text = shown(&scene);
    assert!(text.lines().all(|line| line.contains('█') == line.contains("name")), "{text}");
}

#[test]
fn labels_do_not_touch_a_colour_bar() {
    for x in [70.0, 72.0, 74.0, 76.0] {
        let rgba = [RED, BLUE].iter().flat_map(|c| [c.r, c.g, c.b, 255]).collect();
        let bar = Image { place: [x, 0.0, 12.0, 56.0], width: 1, height: 2, rgba };
        let label = Item::Text(text([x + 20.0, 25.0], "80", BLUE));
        let items = vec![Item::Image(bar), label];
        let text = shown(&page(vec![Group { class: Class::Legend, items }]));
        let line = text.lines().find(|line| line.ends_with("80")).unwrap();
        assert!(line.ends_with(" 80") && line.trim().chars().count() <= 6, "{text}");
    }
}

#[test]
fn symbols_of_a_crowded_legend_move_rather_than_vanish() {
    let entry = |i: usize| {
        let x = 66.0 * i as f64;
        let key = Path::line([x, 7.0], [x + 14.0, 7.0], Stroke::solid(BLUE, 2.0));
        [Item::Path(key), Item::Text(text([x + 20.0, 11.3], "line 1", BLUE))]
    };
    let items = (0..4).flat_map(entry).collect();
    let text = shown(&page(vec![Group { class: Class::Legend, items }]));
    assert_eq!(text.matches("──").count(), 4, "{text}");
}

const LINES: &str = "
       Measles in four states

       Incidence per 100,000
       1000 ┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈╎Vaccine┈┈┈┈┈┈  ── Califor…
            ⡤⠂⠐⠦⣀⣀⢄⣀                 ╎
            ⠈⢀ ⡔⠚⢄ ⠈⠑⢄               ╎               ╌╌ Illinois
        750 ┈⢀⠖⠁┈⠈⢠┈┈⠈⠢⡀┈┈┈┈┈┈┈┈┈┈⠄⠒⠐⠂⣄⡀⠤⣀⡀┈┈┈┈┈┈┈┈  ·· New York
             ⡜⠈⠡   ⢃   ⠣⡀       ⠄⠁ ⢀⠤⠈ ⠁⢤⠤⠊⠙⠭⠉⠑⠤⣄
            ⡜   ⢂   ⠣   ⠱⡀    ⠄⠁  ⡠⠉ ╎⢠⠒⠁⠉⠤  ⠈⠢  ⠉⠂
        500 ┈┈┈┈⠈⠤┈┈┈⠲⡀┈┈⠘⡄┈⢀⠐┈┈⢀⠐⠁┈┈⡔⠁┈┈┈┈⠉⠠⢀┈⠈⠓⠄┈
                  ⢃   ⠡⡄  ⠈⢢⠆  ⠠⠊  ⡠⠊╎        ⠐⠂⠂⠐
                   ⠰   ⠘⢠ ⠄⠁⠑⢤⣔⠁⣀⠤⠊  ╎
        250 ┈┈┈┈┈┈┈┈⠉⠠⢀┈⠄⠉⠂⠒⠊┈┈⠉┈┈┈┈┈╎┈┈┈┈┈┈┈┈┈┈┈┈┈
                                     ╎
                                     ╎
          0 ┬──────┬───────┬──────┬───────┬───────┬
          1930    1940   1950    1960   1970    1980
";

const BARS: &str = "
       Measles in four states

       Incidence per 100,000
       1000 ┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈▃▃▃┈┈
                                      ▂▂▂ ▒▒▒ ▒▒▒
                                  ▒▒▒ ▒▒▒ ▒▒▒ ▒▒▒
        750 ┈┈┈┈┈┈┈┈┈┈┈┈┈▃▃▃┈▒▒▒┈┈▒▒▒┈▒▒▒┈▒▒▒┈▒▒▒┈┈
                 ▂▂▂ ▒▒▒ ▒▒▒ ▒▒▒  ▒▒▒ ▒▒▒ ███ ███
             ▒▒▒ ▒▒▒ ▒▒▒ ▒▒▒ ▒▒▒  ███ ███ ███ ███
        500 ┈▒▒▒┈▒▒▒┈▒▒▒┈▒▒▒┈███┈┈███┈███┈███┈███┈┈
             ▒▒▒ ▒▒▒ ███ ███ ███  ███ ███ ███ ███
             ███ ███ ███ ███ ███  ███ ███ ███ ███
        250 ┈███┈███┈███┈███┈███┈┈███┈███┈███┈███┈┈
             ███ ███ ███ ███ ███  ███ ███ ███ ███
             ███ ███ ███ ███ ███  ███ ███ ███ ███
          0 ┬──────┬───────┬──────┬───────┬───────┬
          1930    1940   1950    1960   1970    1980
";

const POINTS: &str = "
       Measles in four states

       Incidence per 100,000
       1000 ┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈

                                            ⢠⣶⣶⣆
        750 ┈┈┈┈┈┈┈┈┈┈┈┈┈⣀┈┈⢠⡄┈⣼⠃⢠⡄⢀⣀⡀┈⢠⡜⠃⣀┈⠘⠿⠿⠏┈┈┈
                         ⠉  ⢀⡀ ⠛ ⣤⣤⢈⡉⠁    ⠉
                  ⠘⠷        ⠈⢡⡄⢠⣿⡇ ⠸⢧⣄     ⠰⠆
        500 ┈┈⠘⢣⡄┈⣤┈┈⣤┈⠛⣀┈⢀⡀┈┈⠘⠋⠁⣤┈┈⠛⢉⡀┈┈┈┈┈┈┈┈┈┈┈┈
                 ⠶  ⠰⠆⢻⣄⠉ ⠿⠛⣀ ⠛ ⢛⡶   ⠸⠟⣧
                 ⣀⠰⠆ ⣀⡀⠹⠆⢠⡄ ⠉⠛⠘⣧⠈⠁ ⠘⠃ ⠘⠃  ⠶    ⣀⣀
        250 ┈┈┈┈┈⠉┈┈┈⢩⡅⣀⠛┈⢶⡄┈⠛┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈⣰⣿⣿⣿⣿⣆
                     ⠰⠆⠙⠃⠛    ⣤              ⢿⣿⣿⣿⣿⡿
                                             ⠈⠛⠿⠿⠛⠁
          0 ┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈
          1930    1940   1950    1960   1970    1980
";

const AREA: &str = "
       Measles in four states

       Incidence per 100,000
       1000 ┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈░░░░░░░░░░░┈┈┈┈┈
                                  ░░░▒▒▒▒▒▒▒░░░░
                                 ░░░▒▒▒▓▓▓▒▒▒░░░
        750 ┈┈┈┈┈┈⡠⠤⠤⠤⢄┈┈┈┈┈┈┈┈┈┈░░░▒▒▒▓▓▓▒▒▒░░░┈┈┈
               ⢀⠔⠊░░░░░⠑⠢⡀       ░░░░▒▒▒▒▒▒▒░░░░ ⢀⡀
             ⢀⠤⠃░░░░░░░░░⠈⠢⡀       ░░░░░░░░░░░░ ⡰⠁
        500 ⢠⠊░░░░░░░░░░░░░⠘⡄┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈⢠⠊░░┈
            ⠁░░░░░░░░░░░░░░░⠈⠱⡀             ⢀⠤⠃░░░
            ░░░░░░░░░░░░░░░░░░⠑⢢           ⢠⠊░░░░░
        250 ░░░░░░░░░░░░░░░░░░░░⠱⣀┈┈┈┈┈┈┈⢠⠊⠁░░░░░░┈
            ░░░░░░░░░░░░░░░░░░░░░░⠑⠢⠤⣀⠤⠔⠒⠁░░░░░░░░
            ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░
          0 ┬──────┬───────┬──────┬───────┬───────┬
          1930    1940   1950    1960   1970    1980
";
