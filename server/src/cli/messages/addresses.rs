//! Messages about imports of addresses.

use super::Messages;
use backend::import::{AddressReport, UnplacedOffer};
use exchange::addresses::AddressFault;
use shared::text::Text;

impl Messages {
    /// What was read, what was left out, which offers were placed, and which could not be.
    pub(in crate::cli) fn address_report(self, report: &AddressReport) -> Vec<String> {
        let i18n = self.i18n;
        let number = |count: usize| i18n.number(count as u64);
        let mut lines =
            vec![i18n.import_addresses_read(&number(report.addresses), &number(report.rows))];
        if report.left_out > 0 {
            lines.push(i18n.import_addresses_left(&number(report.left_out)));
            lines.extend(report.remarks.iter().map(|remark| {
                let reason = self.address_fault(remark.reason);
                format!("  {}", i18n.import_addresses_row(reason, &remark.row.to_string()))
            }));
        }
        lines.push(i18n.import_addresses_offers(
            &number(report.already),
            &number(report.set),
            &number(report.unknown.len()),
        ));
        lines.extend(report.unknown.iter().map(|offer| format!("  {}", self.unplaced(offer))));
        lines
    }

    fn address_fault(self, fault: AddressFault) -> &'static str {
        match fault {
            AddressFault::Street => self.i18n.import_addresses_no_street(),
            AddressFault::Town => self.i18n.import_addresses_no_town(),
            AddressFault::Position => self.i18n.import_addresses_no_position(),
        }
    }

    fn unplaced(self, offer: &UnplacedOffer) -> String {
        let address = &offer.address;
        let town = [
            address.postal_code.as_ref().map(Text::as_str),
            address.place.as_ref().map(Text::as_str),
        ];
        let town = town.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let street = address.street.as_ref().map_or("", Text::as_str);
        let parts = [street, &town].into_iter().filter(|part| !part.is_empty());
        let address = parts.collect::<Vec<_>>().join(", ");
        self.i18n.import_addresses_unknown(&address, offer.id.as_str(), &offer.name)
    }
}
