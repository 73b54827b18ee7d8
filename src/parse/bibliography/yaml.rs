pub(super) fn parse(_r: &mut super::Reading, _t: &str) {}
