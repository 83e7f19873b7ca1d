//! Editing the lists that offers are filed under: towns and categories.

use super::catalogue::labels;
use super::defaults::{TAXONOMY, parse_default};
use crate::accounts::{Deed, Editor, Scope};
use crate::changes::Change;
use crate::db::{Tx, accounts, offers, providers, taxonomy};
use crate::error::ServiceError;
use crate::service::Service;
use shared::desk::DeskError;
use shared::desk::audit::{Action, SubjectKind};
use shared::desk::terms::{KnownTerms, TermList, TermListing, TermsForm};
use shared::desk::words::SearchComparison;
use shared::taxonomy::{Taxonomy, Term};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

/// The lists as they are stored, and who names their terms.
struct Stored {
    taxonomy: Taxonomy,
    uses: BTreeMap<String, u64>,
    /// Categories that belong to the software.
    fixed: BTreeSet<String>,
}

impl Service {
    /// A list as its form shows it.
    ///
    /// # Errors
    /// [`DeskError::NotAllowed`] for an editor of some towns only.
    pub async fn list_terms(
        &self,
        editor: &Editor,
        list: TermList,
    ) -> Result<TermListing, ServiceError> {
        check_whole_county(editor)?;
        let stored = Stored::load(&mut self.0.db.read().await?, list).await?;
        Ok(match list {
            TermList::Cities => stored.known(&stored.taxonomy.cities).listing(),
            TermList::Categories => stored.known(&stored.taxonomy.categories).listing(),
        })
    }

    /// Changes a list by its form.
    ///
    /// # Errors
    /// [`DeskError::Terms`], [`DeskError::NotAllowed`] for an editor of some towns only; nothing is
    /// changed then.
    pub async fn save_terms(
        &self,
        editor: &Editor,
        list: TermList,
        form: &TermsForm,
    ) -> Result<(), ServiceError> {
        check_whole_county(editor)?;
        let mut tx = self.0.db.write().await?;
        taxonomy::bump_revision(&mut tx, offers::REVISION_TOPIC).await?;
        let stored = Stored::load(&mut tx, list).await?;
        let changed = stored.change(list, form)?;
        match list {
            TermList::Cities => taxonomy::replace_cities(&mut tx, &changed.cities).await?,
            TermList::Categories => {
                taxonomy::replace_categories(&mut tx, &changed.categories).await?;
            }
        }
        let deed = Deed {
            action: Action::ChangeTerms,
            kind: SubjectKind::Document,
            subject: list.name(),
            detail: "",
        };
        self.record_deed(&mut tx, &editor.actor, deed).await?;
        tx.announce(Change::Finder);
        Ok(tx.commit().await?)
    }

    /// What a form would change in the search; by default the labels that it changes are tried.
    ///
    /// # Errors
    /// As [`Self::save_terms`].
    pub async fn try_terms(
        &self,
        editor: &Editor,
        list: TermList,
        form: &TermsForm,
        queries: &[String],
    ) -> Result<Vec<SearchComparison>, ServiceError> {
        check_whole_county(editor)?;
        let stored = Stored::load(&mut self.0.db.read().await?, list).await?;
        let changed = stored.change(list, form)?;
        let queries = if queries.is_empty() {
            changed_labels(&stored.taxonomy, &changed)
        } else {
            queries.to_vec()
        };
        self.try_search(&queries, |records| {
            records.labels = labels(&changed);
            records.taxonomy = changed;
        })
        .await
    }
}

impl Stored {
    async fn load(tx: &mut Tx, list: TermList) -> Result<Self, ServiceError> {
        let providers = providers::load_providers(tx).await?;
        let persons = providers.iter().flat_map(|provider| provider.persons.iter());
        let uses = match list {
            TermList::Cities => {
                let accounts = accounts::load_accounts(tx).await?;
                let granted = accounts.iter().flat_map(|account| &account.grant.cities);
                let named = persons.flat_map(|person| &person.cities).chain(granted);
                with_names(taxonomy::count_city_uses(tx).await?, named)
            }
            TermList::Categories => {
                let named = persons.flat_map(|person| &person.categories);
                with_names(taxonomy::count_category_uses(tx).await?, named)
            }
        };
        let own: Taxonomy = parse_default("taxonomy.json", TAXONOMY)?;
        let fixed = match list {
            TermList::Cities => BTreeSet::new(),
            TermList::Categories => own.categories.iter().map(|term| term.id.to_string()).collect(),
        };
        Ok(Self { taxonomy: taxonomy::load_taxonomy(tx).await?, uses, fixed })
    }

    fn known<'a, Id>(&'a self, terms: &'a [Term<Id>]) -> KnownTerms<'a, Id> {
        KnownTerms { terms, uses: &self.uses, fixed: &self.fixed }
    }

    /// All lists, with one of them after its form.
    fn change(&self, list: TermList, form: &TermsForm) -> Result<Taxonomy, DeskError> {
        let mut changed = self.taxonomy.clone();
        match list {
            TermList::Cities => {
                let cities = self.known(&self.taxonomy.cities).apply(form);
                changed.cities = cities.map_err(DeskError::Terms)?;
            }
            TermList::Categories => {
                let categories = self.known(&self.taxonomy.categories).apply(form);
                changed.categories = categories.map_err(DeskError::Terms)?;
            }
        }
        Ok(changed)
    }
}

/// The uses of terms, with one more for each name.
fn with_names<'a, Id: Display + 'a>(
    mut uses: BTreeMap<String, u64>,
    named: impl Iterator<Item = &'a Id>,
) -> BTreeMap<String, u64> {
    for id in named {
        *uses.entry(id.to_string()).or_default() += 1;
    }
    uses
}

/// Labels that only one of two taxonomies has.
fn changed_labels(before: &Taxonomy, after: &Taxonomy) -> Vec<String> {
    let (old, new) = (all_labels(before), all_labels(after));
    old.symmetric_difference(&new).cloned().collect()
}

fn all_labels(taxonomy: &Taxonomy) -> BTreeSet<String> {
    fn of<Id: Display>(terms: &[Term<Id>]) -> impl Iterator<Item = String> + '_ {
        terms.iter().flat_map(|term| {
            std::iter::once(&term.label).chain(term.names.values()).map(ToString::to_string)
        })
    }
    of(&taxonomy.cities).chain(of(&taxonomy.categories)).collect()
}

/// Lists concern the whole county.
pub(super) fn check_whole_county(editor: &Editor) -> Result<(), DeskError> {
    if *editor.scope() == Scope::All { Ok(()) } else { Err(DeskError::NotAllowed) }
}
