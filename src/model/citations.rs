//! What the marks of a page cite, once the keys in them are looked up.

/// A source's place in [`Site::works`](crate::model::site::Site::works).
pub type WorkIndex = usize;

/// The works that a page cites: for each mark of its body, for each of its items.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Citations {
    works: Vec<Option<WorkIndex>>,
    /// Where the items of each mark end among these.
    ends: Vec<u32>,
    /// By mark and item.
    inner: Vec<InnerCitation>,
}

/// A work on which a claim rests by way of the one that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InnerCitation {
    /// Index into the marks of the body.
    pub mark: u32,
    /// Index into the items of the mark.
    pub item: u32,
    /// Index into what that item says of the works that its own work cites.
    pub at: u32,
    /// What it names.
    pub work: Option<WorkIndex>,
}

impl Citations {
    /// From what the items of each mark name.
    pub(crate) fn new<I>(marks: impl Iterator<Item = I>) -> Self
    where
        I: Iterator<Item = Option<WorkIndex>>,
    {
        let mut citations = Citations::default();
        for items in marks {
            citations.works.extend(items);
            citations.ends.push(citations.works.len() as u32);
        }
        citations
    }

    /// With what the items say that their works cite, in order.
    pub(crate) fn with_inner(self, inner: Vec<InnerCitation>) -> Self {
        Citations { inner, ..self }
    }

    /// The works on which claims rest by way of others.
    pub fn inner(&self) -> &[InnerCitation] {
        &self.inner
    }

    /// Those of one item of a mark.
    pub fn inner_of(&self, mark: u32, item: usize) -> &[InnerCitation] {
        let place = (mark, item as u32);
        let start = self
            .inner
            .partition_point(|one| (one.mark, one.item) < place);
        let end = self
            .inner
            .partition_point(|one| (one.mark, one.item) <= place);
        &self.inner[start..end]
    }

    /// What each item of a mark names.
    pub fn of(&self, mark: u32) -> &[Option<WorkIndex>] {
        let mark = mark as usize;
        let start = mark.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.works[start as usize..self.ends[mark] as usize]
    }

    /// What the items of each mark name.
    pub fn marks(&self) -> impl Iterator<Item = &[Option<WorkIndex>]> {
        (0..self.ends.len()).map(|mark| self.of(mark as u32))
    }

    /// Whether every item of a mark names a work, and so does what is said of works that these cite.
    pub fn is_known(&self, mark: u32) -> bool {
        let works = self.of(mark);
        let inner = self.inner.iter().filter(|one| one.mark == mark);
        !works.is_empty()
            && works.iter().all(Option::is_some)
            && inner.into_iter().all(|one| one.work.is_some())
    }

    /// Whether every item names a work.
    pub fn all_known(&self) -> bool {
        self.works.iter().all(Option::is_some) && self.inner.iter().all(|one| one.work.is_some())
    }

    /// The works that any mark names, including those that are cited through others.
    pub fn works(&self) -> impl Iterator<Item = WorkIndex> {
        let inner = self.inner.iter().map(|one| one.work);
        self.works.iter().copied().chain(inner).flatten()
    }
}
