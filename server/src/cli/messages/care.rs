//! Messages about providers with stale offers.

use super::Messages;
use backend::clock::local_time;
use backend::finder::care::{Address, CareCase, CareStep};

impl Messages {
    /// A provider with what is next, then its stale offers.
    pub(in crate::cli) fn care_case(self, case: &CareCase) -> Vec<String> {
        let i18n = self.i18n;
        let step = match (&case.address, case.step) {
            (Address::None, _) => i18n.cli_care_no_address().to_owned(),
            (Address::Failing(one), _) => i18n.cli_care_failing(one.address.as_str(), &one.reason),
            (Address::Mail(mail), CareStep::Ask) => i18n.cli_care_ask(mail.as_str()),
            (Address::Mail(mail), CareStep::Wait(until)) => {
                i18n.cli_care_wait(mail.as_str(), &i18n.date(local_time(until).day))
            }
            (Address::Mail(mail), CareStep::Editor) => i18n.cli_care_editor(mail.as_str()),
        };
        let provider = case.provider.name.as_str();
        let head = format!("{provider} ({})\n  {step}", case.provider.id);
        let offers = case.offers.iter().map(|one| {
            let checked = one.offer.verified.as_ref().map(|check| i18n.date(check.on));
            format!("  {}  {}", one.offer.id, checked.unwrap_or_default())
        });
        std::iter::once(head).chain(offers).collect()
    }
}
