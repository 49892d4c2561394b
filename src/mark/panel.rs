//! The scales and the box that a mark draws in.

use crate::scale::Scale;

/// One panel: marks speak of x and y, the panel knows which of them runs across the page.
#[derive(Clone, Debug)]
pub struct Panel {
    /// The scale across the page.
    pub h: Scale,
    /// The scale up the page.
    pub v: Scale,
    /// x, y, width, height.
    pub rect: [f64; 4],
    /// Where marks are cut: at the box, or far beyond it where the picture can be moved.
    pub clip: [f64; 4],
    /// x runs up the page.
    pub swap: bool,
}

impl Panel {
    /// The scale of x.
    #[must_use]
    pub fn x(&self) -> &Scale {
        if self.swap { &self.v } else { &self.h }
    }

    /// The scale of y.
    #[must_use]
    pub fn y(&self) -> &Scale {
        if self.swap { &self.h } else { &self.v }
    }

    /// Whether what is drawn can be moved and enlarged.
    #[must_use]
    pub fn moves(&self) -> bool {
        self.clip != self.rect
    }

    /// A place on the page from places along x and y.
    #[must_use]
    pub fn place(&self, along_x: f64, along_y: f64) -> [f64; 2] {
        if self.swap { [along_y, along_x] } else { [along_x, along_y] }
    }

    /// The place of a point of the data.
    #[must_use]
    pub fn point(&self, x: f64, y: f64) -> [f64; 2] {
        self.place(self.x().map(x), self.y().map(y))
    }

    /// A rectangle on the page from intervals along x and y, cut where marks are: x, y, w, h.
    #[must_use]
    pub fn rect_of(&self, along_x: [f64; 2], along_y: [f64; 2]) -> Option<[f64; 4]> {
        let a = self.place(along_x[0], along_y[0]);
        let b = self.place(along_x[1], along_y[1]);
        let [x, y, w, h] = self.clip;
        let left = a[0].min(b[0]).max(x);
        let right = a[0].max(b[0]).min(x + w);
        let top = a[1].min(b[1]).max(y);
        let bottom = a[1].max(b[1]).min(y + h);
        (right >= left && bottom >= top).then_some([left, top, right - left, bottom - top])
    }

    /// Whether a mark at a place is drawn.
    #[must_use]
    pub fn holds(&self, place: [f64; 2]) -> bool {
        within(self.clip, place)
    }

    /// Whether a place is in the panel's box.
    #[must_use]
    pub fn shows(&self, place: [f64; 2]) -> bool {
        within(self.rect, place)
    }
}

fn within([left, top, w, h]: [f64; 4], [x, y]: [f64; 2]) -> bool {
    x >= left - 1e-6 && x <= left + w + 1e-6 && y >= top - 1e-6 && y <= top + h + 1e-6
}
