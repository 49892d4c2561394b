//! Controls for keys that are mapped to nothing.

use super::reader::{Reader, see};

const STATES: &str = "line testdata/diseases.csv -x year -y measles --agg sum --widget state";

fn choose(page: &Reader, words: &str) {
    page.ask(&format!(
        "{{ const list = document.querySelector('select');
            list.value = [...list.options].find((one) => one.textContent === '{words}').value;
            list.dispatchEvent(new Event('change')); }}"
    ));
    page.frames();
}

#[test]
fn a_list_changes_the_marks() {
    see(STATES, |page| {
        let options =
            page.list("[...document.querySelectorAll('option')].map((one) => one.textContent)");
        assert_eq!([options.len().to_string(), options[0].clone()], ["12", "Alabama"]);
        let (first, ticks) = (page.shot(".stage"), page.ticks("v", 0));
        choose(page, "Wisconsin");
        let second = page.shot(".stage");
        assert!(first.differ(&second, 32) > 0.002);
        // Ranges are those of all states.
        assert_eq!(page.ticks("v", 0), ticks);
        choose(page, "Alabama");
        assert_eq!(first.differ(&page.shot(".stage"), 0), 0.0);
    });
}

#[test]
fn ranges_follow_the_state_when_asked_to() {
    see(&format!("{STATES} --widget-range frame"), |page| {
        let ticks = page.ticks("v", 0);
        choose(page, "Wisconsin");
        assert_ne!(page.ticks("v", 0), ticks);
    });
}

#[test]
fn a_slider_goes_and_plays() {
    let words = "bar testdata/diseases.csv -x state -y measles --agg sum --widget year \
                 --where \"state in ('Ohio', 'Texas')\"";
    see(words, |page| {
        let year = || page.words("document.querySelector('output').textContent");
        assert_eq!(year(), "1930");
        page.hover(page.data(0, "'Ohio'", "5"));
        let first = page.tip();
        page.ask("document.querySelector('input[type=range]').focus()");
        page.key("ArrowRight");
        assert_eq!(year(), "1931");
        page.hover(page.data(0, "'Ohio'", "5"));
        assert_ne!(page.tip(), first);
        page.press("Play year");
        page.wait("Number(document.querySelector('output').textContent) > 1933");
        page.press("Pause year");
        assert_eq!(
            page.number("document.querySelectorAll('[aria-label=\"Play year\"]').length"),
            1.0
        );
        let stopped = year();
        std::thread::sleep(std::time::Duration::from_millis(400));
        assert_eq!(year(), stopped);
    });
}

#[test]
fn a_choice_takes_other_keys_along_where_it_must() {
    let words =
        "scatter testdata/penguins.csv -x bill_length_mm -y bill_depth_mm --widget species,island";
    see(words, |page| {
        let chosen = || {
            page.list("[...document.querySelectorAll('select')].map((list) => list.selectedOptions[0].textContent)")
        };
        assert_eq!(chosen(), ["Adelie", "Torgersen"]);
        choose(page, "Gentoo");
        // They live on one island only.
        assert_eq!(chosen(), ["Gentoo", "Biscoe"]);
        page.hover(page.data(0, "59.6", "17"));
        assert!(page.tip().contains("59.6"), "{}", page.tip());
    });
}
