//! Tags, which group the operations in the document.

use utoipa::openapi::tag::{Tag as Entry, TagBuilder};

#[derive(Clone, Copy, Debug)]
pub(crate) enum Tag {
    Offers,
    Files,
    Conferences,
    Results,
    Server,
}

impl Tag {
    const ALL: [Self; 5] =
        [Self::Offers, Self::Files, Self::Conferences, Self::Results, Self::Server];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Offers => "Offers",
            Self::Files => "Files",
            Self::Conferences => "Conferences",
            Self::Results => "Results",
            Self::Server => "Server",
        }
    }

    const fn description(self) -> &'static str {
        match self {
            Self::Offers => {
                "Courses, advice, meeting places, rooms, volunteering, and who provides"
            }
            Self::Files => "The same offers as files for other programs",
            Self::Conferences => "What is put to the vote, ballots, live states",
            Self::Results => "Results, documentation and recounts",
            Self::Server => "Who runs this server, and what it runs",
        }
    }

    /// All tags, in their order in the document.
    pub(super) fn entries() -> impl Iterator<Item = Entry> {
        Self::ALL.into_iter().map(|tag| {
            TagBuilder::new().name(tag.name()).description(Some(tag.description())).build()
        })
    }
}
