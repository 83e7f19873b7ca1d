//! Towns and categories to choose from, in the words of the page's language.

use backend::Service;
use backend::error::ServiceError;
use desk::components::Choice;
use i18n::I18n;
use shared::id::{CategoryId, CityId};
use shared::taxonomy::Taxonomy;

/// What can be chosen.
pub(super) struct TermChoices {
    pub(super) cities: Vec<Choice>,
    pub(super) categories: Vec<Choice>,
}

/// What is chosen, as the ids that a form sends; empty where nothing is.
#[derive(Clone, Copy, Default)]
pub(super) struct Chosen<'a> {
    pub(super) city: &'a str,
    pub(super) category: &'a str,
}

impl TermChoices {
    pub(super) async fn load(
        service: &Service,
        i18n: I18n,
        chosen: Chosen<'_>,
    ) -> Result<Self, ServiceError> {
        let taxonomy = service.show_taxonomy().await?;
        let language = i18n.language();
        let cities = taxonomy
            .cities
            .iter()
            .map(|term| Choice::new(term.id.as_str(), term.name_in(language), chosen.city));
        let categories = taxonomy.categories.iter().map(|term| {
            let own = term.name_in(language);
            let label = i18n.lookup_taxonomy(&format!("category.{}", term.id)).unwrap_or(own);
            Choice::new(term.id.as_str(), label, chosen.category)
        });
        Ok(Self { cities: cities.collect(), categories: categories.collect() })
    }
}

impl Chosen<'_> {
    /// The town, where it is one of ours.
    pub(super) fn city_of(&self, taxonomy: &Taxonomy) -> Option<CityId> {
        let mut ids = taxonomy.cities.iter().map(|term| &term.id);
        ids.find(|id| id.as_str() == self.city).cloned()
    }

    /// The category, where it is one of ours.
    pub(super) fn category_of(&self, taxonomy: &Taxonomy) -> Option<CategoryId> {
        let mut ids = taxonomy.categories.iter().map(|term| &term.id);
        ids.find(|id| id.as_str() == self.category).cloned()
    }
}
