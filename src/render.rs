//! Render: the site to what readers get.

pub mod reference;
