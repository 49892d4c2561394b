//! The numbers of the visual style, to the pixel.

use vizcli::color::Color;
use vizcli::layout::{Arranged, Aspect, EndLabel, Legend, Page, PanelFrame, PlotFrame, arrange};
use vizcli::scale::{Extent, Reach, Stairs};
use vizcli::scene::{Anchor, Font, Item, Text, Weight, text};
use vizcli::spec::scale::ScaleKind;
use vizcli::spec::{LegendPlace, ScaleSpec};

use super::{axis, entries, line, numbers, page, plot, texts, words};

/// A page with one line chart on it.
fn simple() -> Page {
    let h = numbers(0.0, 9.0, Reach::Tight);
    page(vec![plot(vec![line(h, numbers(0.0, 100.0, Reach::Nice))], 1)])
}

/// The only words of a page that read so.
fn the<'a>(arranged: &'a Arranged, words: &str) -> &'a Text {
    let found: Vec<_> = texts(arranged).into_iter().filter(|t| t.text == words).collect();
    assert_eq!(found.len(), 1, "{words:?} in {:?}", texts(arranged));
    found[0]
}

fn panel(arranged: &Arranged) -> [f64; 4] {
    arranged.panels[0][0].rect
}

/// Left, top, right and bottom edge.
fn edges([x, y, w, h]: [f64; 4]) -> [f64; 4] {
    [x, y, x + w, y + h]
}

#[test]
fn a_plot_without_words_above_it_starts_at_the_margin() {
    let arranged = arrange(&simple());
    let left = (16.0 + text::width("100", &Font::regular(12.0)) + 8.0).ceil();
    // The last label of the horizontal axis, 9, is narrower than the margin.
    assert_eq!(edges(panel(&arranged)), [left, 16.0, 784.0, 500.0 - 16.0 - 19.0 + 2.0]);
    assert_eq!(the(&arranged, "100").at, [left - 8.0, 16.0 + 4.32]);
    assert_eq!(the(&arranged, "9").at[1], panel(&arranged)[1] + panel(&arranged)[3] + 19.0);
}

#[test]
fn headings_stand_on_their_baselines() {
    let mut page = simple();
    page.title = Some("Title".into());
    page.subtitle = Some("Subtitle".into());
    page.caption = Some("Source".into());
    page.plots[0].v_title = Some("Cases".into());
    page.plots[0].h_title = Some("Year".into());
    let arranged = arrange(&page);
    let at = |words| the(&arranged, words).at;
    assert_eq!(
        [at("Title"), at("Subtitle"), at("Cases")],
        [[16.0, 33.0], [16.0, 53.0], [16.0, 78.0]]
    );
    assert_eq!(at("Source"), [16.0, 488.0]);
    let [left, top, right, bottom] = edges(panel(&arranged));
    assert_eq!((top, bottom), (89.0, 500.0 - 16.0 - 18.0 - 19.0 - 22.0 + 2.0));
    assert_eq!(at("Year"), [f64::midpoint(left, right), bottom + 19.0 + 22.0]);
    page.subtitle = None;
    page.plots[0].v_title = None;
    assert_eq!(panel(&arrange(&page))[1], 33.0 + 20.0);
    page.title = None;
    page.plots[0].v_title = Some("Cases".into());
    assert_eq!(the(&arrange(&page), "Cases").at, [16.0, 37.0]);
}

#[test]
fn long_titles_are_wrapped_and_then_cut() {
    let mut page = simple();
    page.title = Some("words of a very long title ".repeat(20));
    page.subtitle = Some("more words ".repeat(3));
    let arranged = arrange(&page);
    let mut lines = texts(&arranged);
    lines.retain(|t| t.font.weight == Weight::Bold);
    assert_eq!(lines.iter().map(|t| t.at[1]).collect::<Vec<_>>(), [33.0, 56.0]);
    assert!(lines[1].text.ends_with('…'));
    assert_eq!(arranged.notes, ["the title was shortened to fit"]);
}

#[test]
fn a_frame_decides_the_size_of_the_figure() {
    let mut page = simple();
    page.frame = (Some(333.0), Some(200.0));
    let arranged = arrange(&page);
    let [left, top, right, bottom] = edges(panel(&arranged));
    assert_eq!((right - left, bottom - top), (333.0, 200.0));
    assert_eq!((arranged.width, arranged.height), (right + 16.0, bottom + 19.0 + 14.0));
}

#[test]
fn a_side_of_the_frame_and_its_shape_decide_the_other_side() {
    for (frame, aspect, size) in [
        ((Some(300.0), None), Aspect::Ratio(2.0), [300.0, 150.0]),
        ((None, Some(200.0)), Aspect::Ratio(1.5), [300.0, 200.0]),
        ((None, Some(200.0)), Aspect::Unit(1.0), [18.0, 200.0]),
    ] {
        let mut page = simple();
        page.frame = frame;
        page.plots[0].aspect = Some(aspect);
        let arranged = arrange(&page);
        let [left, top, right, bottom] = edges(panel(&arranged));
        assert_eq!([right - left, bottom - top], size);
        assert_eq!(arranged.height, bottom + 19.0 + 14.0);
    }
}

#[test]
fn long_names_are_cut_where_they_stay_apart() {
    let names: Vec<String> = (1..=6).map(|i| format!("A rather long name, number {i}")).collect();
    let levels: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut page = simple();
    (page.width, page.height) = (300.0, 200.0);
    page.plots[0].panels[0].v = words(&levels);
    let arranged = arrange(&page);
    let mut cut: Vec<String> = texts(&arranged).into_iter().map(|t| t.text.clone()).collect();
    cut.retain(|text| text.contains('…'));
    assert!(cut.len() == 6 && cut[3].ends_with('4'), "{cut:?}");

    let one = simple().plots[0].panels[0].clone();
    let headed = |name: &String| PanelFrame { heading: Some(name.clone()), ..one.clone() };
    page.plots = vec![plot(names.iter().map(headed).collect(), 3)];
    let arranged = arrange(&page);
    assert!(texts(&arranged).iter().any(|t| t.text.contains('…') && t.text.ends_with('4')));
    assert_eq!(arranged.notes, ["6 panel headings were shortened to fit"]);
}

#[test]
fn a_bare_panel_is_the_page() {
    let mut page = simple();
    page.title = Some("Title".into());
    page.plots[0].bare = true;
    let arranged = arrange(&page);
    assert_eq!(panel(&arranged), [0.0, 0.0, 800.0, 500.0]);
    assert!(arranged.over.is_empty());
}

#[test]
fn lines_are_crisp_and_panels_whole() {
    let mut page = simple();
    page.width = 777.0;
    let arranged = arrange(&page);
    assert!(panel(&arranged).iter().all(|edge| edge.fract() == 0.0));
    let mut count = 0;
    for item in arranged.under.iter().flat_map(|group| &group.items) {
        let Item::Path(path) = item else { panic!("a grid of lines") };
        assert!(path.parts().all(|p| p[0][1] == p[1][1] && p[0][1].fract() == 0.5));
        count += path.starts.len();
    }
    assert!(count >= 5);
}

#[test]
fn panels_are_alike_and_share_their_labels() {
    let mut page = simple();
    let one = page.plots[0].panels[0].clone();
    let headed = |i| PanelFrame { heading: Some(format!("Panel {i}")), ..one.clone() };
    page.plots = vec![plot((0..5).map(headed).collect(), 3)];
    let arranged = arrange(&page);
    let rects: Vec<_> = arranged.panels[0].iter().map(|p| edges(p.rect)).collect();
    assert_eq!(rects[1][0] - rects[0][2], 20.0);
    assert_eq!(rects[3][1] - rects[0][3], 34.0);
    assert_eq!(rects[2][2] - rects[2][0], rects[0][2] - rects[0][0]);
    assert_eq!(the(&arranged, "Panel 4").at, [rects[4][0], rects[4][1] - 9.0]);
    // Labels of the vertical axis: two lines of panels. Of the horizontal: three columns.
    let count = |words: &str| texts(&arranged).iter().filter(|t| t.text == words).count();
    assert_eq!((count("100"), count("8")), (2, 3));
}

#[test]
fn names_stand_at_the_ends_of_lines_while_they_fit() {
    let mut page = simple();
    page.plots[0].legends = vec![entries(&["France", "Spain"])];
    let end = |label: &str, value| EndLabel { label: label.into(), color: Color::hex(0), value };
    page.plots[0].ends = vec![end("France", 50.0), end("Spain", 90.0)];
    let arranged = arrange(&page);
    let [_, top, right, bottom] = edges(panel(&arranged));
    assert_eq!(the(&arranged, "France").at, [right + 8.0, f64::midpoint(top, bottom) + 4.32]);
    page.plots[0].ends[0].label = "France and its overseas departments and regions".into();
    let arranged = arrange(&page);
    let [_, top, right, _] = edges(panel(&arranged));
    assert_eq!(the(&arranged, "Country").at, [right + 24.0, top + 10.0 + 4.32]);
    assert_eq!(the(&arranged, "France").at, [right + 44.0, top + 32.0 + 4.32]);
    assert_eq!(the(&arranged, "Spain").at[1], top + 52.0 + 4.32);
}

/// A page with an axis on the right that measures up to `high`.
fn two(high: f64) -> Page {
    let mut page = simple();
    let plot = &mut page.plots[0];
    plot.panels[0].right = Some(numbers(0.0, high, Reach::Nice));
    (plot.v_title, plot.right_title) = (Some("Cases".into()), Some("Rate".into()));
    page
}

#[test]
fn an_axis_on_the_right_mirrors_the_left_one() {
    let mut page = two(1000.0);
    page.plots[0].legends = vec![entries(&["France", "Spain"])];
    let arranged = arrange(&page);
    let [_, top, right, _] = edges(panel(&arranged));
    let label = the(&arranged, "1000");
    assert_eq!((label.at, label.anchor), ([right + 8.0, top + 4.32], Anchor::Start));
    let wide = text::width("1000", &label.font);
    let rate = the(&arranged, "Rate");
    let end = ((right + 8.0 + wide) * 100.0).round() / 100.0;
    assert_eq!((rate.at, rate.anchor), ([end, 37.0], Anchor::End));
    assert_eq!(the(&arranged, "Cases").at, [16.0, 37.0]);
    assert_eq!(the(&arranged, "Country").at[0], end + 24.0);
}

#[test]
fn ticks_on_the_right_are_on_the_lines_where_that_wastes_little() {
    let heights = |high: f64| {
        let arranged = arrange(&two(high));
        let middle = edges(panel(&arranged))[0] + 100.0;
        let found = texts(&arranged);
        let of = |right: bool| {
            let side = found.iter().filter(|t| (t.at[0] > middle) == right && t.at[1] > 44.0);
            let labels = side.filter(|t| t.at[1] < panel(&arranged)[1] + panel(&arranged)[3] + 6.0);
            labels.map(|t| t.at[1]).collect::<Vec<f64>>()
        };
        [of(false), of(true)]
    };
    for high in [0.7, 9.0, 800.0] {
        let [left, right] = heights(high);
        assert_eq!(left, right, "{high}");
    }
    // A logarithmic axis has ticks of its own.
    let mut page = two(1000.0);
    let spec = ScaleSpec { kind: Some(ScaleKind::Log), ..ScaleSpec::default() };
    page.plots[0].panels[0].right = Some(axis(&Extent::of(&[1.0, 1000.0]), Reach::Nice, spec));
    let arranged = arrange(&page);
    let [_, _, right, _] = edges(panel(&arranged));
    let marks = arranged.over.iter().flat_map(|group| &group.items).any(|item| match item {
        Item::Path(path) => path.points.iter().any(|p| p[0] == right + 5.0),
        _ => false,
    });
    assert!(marks);
}

#[test]
fn titles_that_would_meet_stand_below_each_other() {
    let mut page = two(1000.0);
    page.plots[0].v_title = Some("A long title of the axis on the left of the panel ".repeat(3));
    page.plots[0].right_title = Some("A long title of the axis on the right".into());
    let arranged = arrange(&page);
    let at = the(&arranged, "A long title of the axis on the right").at;
    assert_eq!((at[1], panel(&arranged)[1]), (37.0 + 17.0, 37.0 + 17.0 + 11.0));
}

#[test]
fn panels_share_the_axis_on_the_right_too() {
    let mut page = two(1000.0);
    let one = page.plots[0].panels[0].clone();
    let headed = |i| PanelFrame { heading: Some(format!("Panel {i}")), ..one.clone() };
    page.plots = vec![plot((0..5).map(headed).collect(), 3)];
    let arranged = arrange(&page);
    let count = |words: &str| texts(&arranged).iter().filter(|t| t.text == words).count();
    assert_eq!((count("100"), count("1000")), (2, 2));
}

#[test]
fn lines_and_columns_of_a_matrix_have_names() {
    let mut page = simple();
    let one = page.plots[0].panels[0].clone();
    let names = |words: [&str; 2]| words.map(String::from).to_vec();
    let h_names = names(["Mass", "Length"]);
    let v_names = names(["Depth", "Width"]);
    page.plots = vec![PlotFrame { h_names, v_names, ..plot(vec![one; 4], 2) }];
    let arranged = arrange(&page);
    let rects: Vec<_> = arranged.panels[0].iter().map(|p| edges(p.rect)).collect();
    let middle = f64::midpoint(rects[3][0], rects[3][2]);
    assert_eq!(the(&arranged, "Length").at, [middle, rects[3][3] + 19.0 + 22.0]);
    assert_eq!(the(&arranged, "Depth").at, [16.0, rects[0][1] - 11.0]);
    assert_eq!(the(&arranged, "Width").at, [16.0, rects[2][1] - 11.0]);
}

#[test]
fn a_legend_that_stands_for_names_at_the_ends_is_noted() {
    let mut page = simple();
    page.plots[0].legends = vec![entries(&["France", "Spain"])];
    page.plots[0].place = Some(LegendPlace::Ends);
    let said = |page: &Page| arrange(page).notes.join("; ");
    assert!(said(&page).contains("need one panel of 2 to 8 lines"), "{}", said(&page));
    let end = |label: &str, value| EndLabel { label: label.into(), color: Color::hex(0), value };
    page.plots[0].ends = vec![end("France", 50.0), end("Spain", 90.0)];
    assert_eq!(said(&page), "");
    // A line that ends outside the panel has no place for its name.
    page.plots[0].ends[1].value = 130.0;
    assert!(said(&page).contains("no room"), "{}", said(&page));
    assert!(texts(&arrange(&page)).iter().any(|t| t.text == "Country"));
}

#[test]
fn a_colour_bar_has_true_ticks() {
    let mut page = simple();
    let axis = numbers(0.0, 200.0, Reach::Tight);
    page.plots[0].legends = vec![Legend::Bar {
        stairs: None,
        integer: false,
        title: Some("Rate".into()),
        colors: (0..=255).map(|i| Color::rgb(i, i, i)).collect(),
        scale: axis.scale,
        spec: axis.spec,
        missing: Some(Color::hex(0)),
    }];
    let arranged = arrange(&page);
    let [_, top, right, _] = edges(panel(&arranged));
    assert_eq!(the(&arranged, "Rate").at, [right + 24.0, top + 10.0]);
    assert_eq!(the(&arranged, "200").at, [right + 44.0, top + 18.0 + 4.32]);
    assert_eq!(the(&arranged, "no data").at[1], top + 18.0 + 240.0 + 14.0 + 6.0 + 4.32);
    let mut items = arranged.over.iter().flat_map(|group| &group.items);
    let image = items.find_map(|i| if let Item::Image(i) = i { Some(i) } else { None }).unwrap();
    assert_eq!(image.place, [right + 24.0, top + 18.0, 12.0, 240.0]);
    assert_eq!((image.width, image.height, image.rgba[0]), (1, 256, 255));
}

#[test]
fn steps_of_a_colour_bar_are_of_one_height() {
    let mut page = simple();
    let axis = numbers(0.0, 200.0, Reach::Tight);
    let grey = |v| Color::rgb(v, v, v);
    page.plots[0].legends = vec![Legend::Bar {
        integer: false,
        title: None,
        colors: Vec::new(),
        scale: axis.scale,
        spec: axis.spec,
        missing: None,
        stairs: Some(Stairs {
            levels: vec![111.0, 122.0, 150.0],
            colors: vec![grey(1), grey(2)],
            beyond: [None, Some(grey(3))],
        }),
    }];
    let arranged = arrange(&page);
    let [_, top, right, _] = edges(panel(&arranged));
    let items = || arranged.over.iter().flat_map(|group| &group.items);
    let boxes = items().find_map(|i| if let Item::Rects(r) = i { Some(&r.boxes) } else { None });
    let left = right + 24.0;
    let places = [[left, top + 126.0, 12.0, 114.0], [left, top + 12.0, 12.0, 114.0]];
    assert_eq!(boxes.unwrap()[..], places);
    let tip = items().find_map(|i| match i {
        Item::Path(path) if path.closed => path.points.last(),
        _ => None,
    });
    assert_eq!(tip, Some(&[left + 6.0, top]));
    let height = |word: &str| the(&arranged, word).at[1] - 4.32 - top;
    assert_eq!(["111", "122", "150"].map(height), [240.0, 126.0, 12.0]);
}

#[test]
fn categories_take_the_first_way_that_fits() {
    let labels = |levels: &[&str]| {
        let mut page = simple();
        page.plots[0].panels[0].h = words(levels);
        let arranged = arrange(&page);
        let below = panel(&arranged)[1] + panel(&arranged)[3];
        let mut found: Vec<(String, f64, f64)> = texts(&arranged)
            .iter()
            .filter(|t| t.at[1] > below + 8.0)
            .map(|t| (t.text.clone(), t.at[1] - below, t.rotate))
            .collect();
        found.truncate(2);
        found
    };
    let upright = |a: &str, b: &str, second| vec![(a.into(), 19.0, 0.0), (b.into(), second, 0.0)];
    assert_eq!(labels(&["North", "South"]), upright("North", "South", 19.0));
    let long = ["Bosnia and Herzegovina", "Trinidad and Tobago"].repeat(4);
    assert_eq!(labels(&long), upright("Bosnia and", "Herzegovina", 33.0));
    let words = ["Massachusetts", "Pennsylvania"].repeat(8);
    assert_eq!(labels(&words)[0], ("Massachusetts".into(), 14.0, -40.0));
    assert_eq!(labels(&words.repeat(3))[0].2, -90.0);
    let numbers: Vec<String> = (0..400).map(|i| i.to_string()).collect();
    let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
    assert_eq!(labels(&numbers)[0], ("0".into(), 19.0, 0.0));
}

#[test]
fn odd_pages_are_arranged_too() {
    let one = simple().plots[0].panels[0].clone();
    let many = plot(vec![one; 64], 8);
    let sizes = [-1.0, 40.0, 1e9, f64::NAN];
    let none = PlotFrame { cols: 0, ..plot(vec![], 1) };
    for plots in [vec![], vec![none], vec![many.clone()], vec![many; 3]] {
        for (width, height) in sizes.iter().flat_map(|w| sizes.iter().map(move |h| (*w, *h))) {
            let title = Some("A title that is wider than the page".into());
            for frame in [(Some(height), None), (None, None)] {
                let plots = plots.clone();
                let arranged =
                    arrange(&Page { width, height, title: title.clone(), frame, ..page(plots) });
                let rects = arranged.panels.iter().flatten().map(|p| p.rect);
                assert!(rects.into_iter().all(|r| r[2] > 0.0 && r[3] > 0.0), "{width} x {height}");
            }
        }
    }
}
