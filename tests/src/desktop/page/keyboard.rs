//! A person without a mouse: keys alone, and what has the focus is seen at each step.

use std::fmt;

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;
use serde_json::Value;

use super::Page;

/// What has the focus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Focused {
    /// Its `data-testid`, where it has one.
    pub part: Option<String>,
    /// Its tag, and the beginning of its name or text.
    pub named: String,
    /// Whether Tab leads to it; a title has the focus only to be read out.
    tabbable: bool,
    /// Whether it looks other than without the focus: an outline, a ring, a line that grew.
    pub visible: bool,
}

impl fmt::Display for Focused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} [{}]", self.named, self.part.as_deref().unwrap_or_default())
    }
}

/// `null` where nothing has the focus. Fluent draws the ring of a control on what stands around or beside it.
const FOCUSED: &str = r"
    const at = document.activeElement;
    if (at === null || at === document.body || at === document.documentElement) return null;
    const paints = (colour) => !/^transparent$|^rgba\(.*, 0\)$|\/ 0\)$/.test(colour);
    const outlined = (style) =>
        style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 && paints(style.outlineColor);
    const drawn = (element) => {
        const style = getComputedStyle(element, '::after');
        if (style.content === 'none' || /matrix\(0,/.test(style.transform)) return false;
        const sides = ['Top', 'Right', 'Bottom', 'Left'].some((side) => style[`border${side}Style`] !== 'none'
            && parseFloat(style[`border${side}Width`]) > 0 && paints(style[`border${side}Color`]));
        return sides || outlined(style);
    };
    const around = [at, at.parentElement, at.parentElement?.parentElement, at.nextElementSibling].filter((element) =>
        element && getComputedStyle(element).opacity !== '0');
    const visible = around.includes(at) && getComputedStyle(at).boxShadow !== 'none'
        || around.some((element) => outlined(getComputedStyle(element)) || drawn(element));
    const words = at.getAttribute('aria-label') ?? at.textContent ?? '';
    return {
        part: at.getAttribute('data-testid'),
        named: `${at.localName} ${words.trim().slice(0, 40)}`.trim(),
        tabbable: at.tabIndex >= 0,
        visible,
    };";

impl Page {
    /// Presses keys one after the other, as a person types a text.
    #[track_caller]
    pub fn type_keys(&self, text: &str) {
        self.press_all(text.chars().map(|letter| vec![letter]));
    }

    /// Presses a key.
    #[track_caller]
    pub fn press(&self, key: Key) {
        self.press_all([vec![key.into()]]);
    }

    /// Presses a key while others are held.
    #[track_caller]
    pub fn press_with(&self, held: &[Key], key: impl Into<char>) {
        self.press_all([held.iter().map(|key| char::from(*key)).chain([key.into()]).collect()]);
    }

    /// What has the focus now.
    pub fn focused(&self) -> Option<Focused> {
        let told = self.script(FOCUSED);
        let text = |name: &str| told[name].as_str().map(str::to_owned);
        (told != Value::Null).then(|| Focused {
            part: text("part"),
            named: text("named").unwrap_or_default(),
            tabbable: told["tabbable"] == true,
            visible: told["visible"] == true,
        })
    }

    /// What has the focus; panics where nothing has it for long, as a person would be at the top of the page again.
    #[track_caller]
    pub fn keeps_focus(&self, after: &str) -> Focused {
        self.until(&format!("something to have the focus after {after}"), Self::focused)
    }

    /// Presses Tab until this part has the focus. On the way nothing takes it away, and each stop can be seen.
    #[track_caller]
    pub fn tab_to(&self, part: &str, most: usize) {
        self.walk_to(part, most, false);
    }

    /// The same with Shift.
    #[track_caller]
    pub fn tab_back_to(&self, part: &str, most: usize) {
        self.walk_to(part, most, true);
    }

    /// Waits until this part has the focus without a key being pressed: what replaced the content moved it there.
    #[track_caller]
    pub fn has_focus(&self, part: &str) {
        let told = || self.focused().map_or_else(|| "nothing".to_owned(), |at| at.to_string());
        let mut last = String::new();
        let seen = crate::wait::at_most(super::LIMIT, || {
            last = told();
            self.focused().filter(|at| at.part.as_deref() == Some(part))
        });
        assert!(seen.is_some(), "`{part}` has not the focus, but {last}:\n{}", self.all_text());
    }

    #[track_caller]
    fn walk_to(&self, part: &str, most: usize, back: bool) {
        let mut passed: Vec<String> = Vec::new();
        self.see(part);
        for _ in 0..=most {
            // Before the first key a page that was just opened has it nowhere, as any page has.
            let at = self.focused();
            assert!(at.is_some() || passed.is_empty(), "the focus is lost before `{part}`, behind {passed:?}");
            if let Some(at) = at {
                let named = at.to_string();
                if at.tabbable && !at.visible {
                    // A line that grows takes a moment.
                    self.until(&format!("the focus to be seen on {named}"), |page| {
                        page.focused()?.visible.then_some(())
                    });
                }
                if at.part.as_deref() == Some(part) {
                    return;
                }
                passed.push(named);
            } else {
                passed.push("nothing".to_owned());
            }
            match back {
                false => self.press(Key::Tab),
                true => self.press_with(&[Key::Shift], Key::Tab),
            }
        }
        panic!("`{part}` is not reached by {most} presses of Tab, but: {passed:#?}\n{}", self.all_text());
    }

    /// Each of `strokes` is pressed together, the last first to be let go.
    #[track_caller]
    fn press_all(&self, strokes: impl IntoIterator<Item = Vec<char>>) {
        let mut keys = KeyActions::new("keyboard".to_owned());
        for stroke in strokes {
            for value in &stroke {
                keys = keys.then(KeyAction::Down { value: *value });
            }
            for value in stroke.iter().rev() {
                keys = keys.then(KeyAction::Up { value: *value });
            }
        }
        self.wait_for(self.client.perform_actions(keys)).unwrap_or_else(|error| panic!("no key was taken: {error}"));
    }
}
