//! Metrics as a monitor reads them: what was counted, and the state at this moment.

use crate::db::PoolUsage;
use crate::metrics::Label;
use crate::service::Service;
use prometheus_client::encoding::text::encode_registry;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;
use std::fmt;

impl Service {
    /// Writes all metrics of the use cases, without the end mark, so that others may follow. Asks
    /// whether a ballot could be committed, which writes at most once a second.
    ///
    /// # Errors
    /// Where `text` fails to take them.
    pub async fn write_metrics(&self, text: &mut (impl fmt::Write + Send)) -> fmt::Result {
        let mut registry = Registry::with_prefix("miteinander");
        self.0.metrics.register(&mut registry);
        let gauge = |value: usize| {
            let gauge = Gauge::<i64>::default();
            gauge.set(i64::try_from(value).unwrap_or(i64::MAX));
            gauge
        };
        let is_ready = gauge(usize::from(self.is_ready().await));
        registry.register("ready", "Whether a ballot could be committed now", is_ready);
        let queue_length = gauge(self.0.writer.queue_length());
        registry.register("queue_length", "Writes that wait for their commit", queue_length);
        let PoolUsage { engine, open, idle } = self.0.db.pool_usage();
        let connections = Family::<Label, Gauge>::default();
        for (state, count) in [("idle", idle), ("used", open.saturating_sub(idle))] {
            let count = i64::try_from(count).unwrap_or(i64::MAX);
            connections.get_or_create(&[("state", state)]).set(count);
        }
        registry.register("database_connections", "Connections of the pool", connections);
        let server = Family::<[(&str, &str); 2], Gauge>::default();
        let version = env!("CARGO_PKG_VERSION");
        server.get_or_create(&[("database", engine), ("version", version)]).set(1);
        registry.register("server", "Kind of database and version of the software", server);
        encode_registry(text, &registry)
    }
}
