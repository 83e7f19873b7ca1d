//! Offers as the desk lists them: what needs care, and how a list is asked for.

use crate::id::OfferId;
use crate::offer::OfferStatus;
use crate::search::{OfferQuery, QueryError};
use jiff::civil::Date;

/// Offers on a page of the list.
pub const DESK_PAGE: usize = 50;

/// Why an offer needs care.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CareReason {
    /// Readers say that something is wrong.
    Reported,
    /// An import was not sure of some of its words.
    Doubtful,
    /// It waits for review.
    InReview,
    /// Nobody has checked it for a long time.
    Stale,
    /// A translation is older than the German text.
    Outdated,
    /// It will soon be shown no longer.
    EndsSoon,
    /// It is being written.
    Draft,
}

impl CareReason {
    /// Every reason, the most urgent first.
    pub const ALL: [Self; 7] = [
        Self::Reported,
        Self::Doubtful,
        Self::InReview,
        Self::Stale,
        Self::Outdated,
        Self::EndsSoon,
        Self::Draft,
    ];

    /// Its name in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Doubtful => "doubtful",
            Self::InReview => "in_review",
            Self::Stale => "stale",
            Self::Outdated => "outdated",
            Self::EndsSoon => "ends_soon",
            Self::Draft => "draft",
        }
    }
}

/// Every status with its name in addresses.
pub const STATUSES: [(OfferStatus, &str); 4] = [
    (OfferStatus::Published, "published"),
    (OfferStatus::InReview, "in_review"),
    (OfferStatus::Draft, "draft"),
    (OfferStatus::Archived, "archived"),
];

/// Which offers the desk lists: the finder's query, and what only the desk knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeskQuery {
    /// The finder's query, with the page.
    pub offers: OfferQuery,
    /// Only offers that need care for this reason.
    pub care: Option<CareReason>,
    /// Only offers of this status; by default all but archived ones.
    pub status: Option<OfferStatus>,
}

impl DeskQuery {
    /// Parses a query from the pairs of an address; unknown names and values are ignored.
    ///
    /// # Errors
    /// [`QueryError`] as for [`OfferQuery::from_pairs`].
    pub fn from_pairs<'a>(
        pairs: impl IntoIterator<Item = (&'a str, &'a str)> + Clone,
    ) -> Result<Self, QueryError> {
        let value = |wanted: &str| {
            pairs.clone().into_iter().find(|(name, _)| *name == wanted).map(|(_, value)| value)
        };
        let care = value("care");
        let status = value("status");
        Ok(Self {
            care: CareReason::ALL.into_iter().find(|reason| care == Some(reason.name())),
            status: STATUSES.into_iter().find(|(_, name)| status == Some(name)).map(|(one, _)| one),
            offers: OfferQuery::from_pairs(pairs)?,
        })
    }
}

/// An offer on the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskOffer {
    /// Its id.
    pub id: OfferId,
    /// Its name.
    pub name: String,
    /// Name of the provider.
    pub provider: String,
    /// Name of the town.
    pub city: String,
    /// Its status.
    pub status: OfferStatus,
    /// When it was checked last.
    pub verified_on: Option<Date>,
    /// Why it needs care.
    pub care: Vec<CareReason>,
}

/// A page of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeskOffers {
    /// The offers of the page.
    pub offers: Vec<DeskOffer>,
    /// How many offers match.
    pub total: usize,
    /// Number of pages.
    pub pages: usize,
}
