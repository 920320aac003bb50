"""
Pairs of contributing factors, and whether the two tell of the same thing, to judge likeness by.

The wording is our own. The first were written before anything was calibrated, the others were
held back while it was; many of those that differ were made to differ in a single word.
"""
# ruff: noqa: E501  # each sentence stands whole, to be read beside its pair

from typing import NamedTuple


class Pair(NamedTuple):
    """Two factors, each with its category."""

    one: str
    other: str
    category: str
    category_of_other: str


SAME: tuple[Pair, ...] = (
    Pair(
        "The certificate ran out unnoticed",
        "A certificate had run out and nobody noticed",
        "detection",
        "detection",
    ),
    Pair(
        "The reminder that the certificate would run out went to a mailbox that nobody reads any more.",
        "The reminder that the signing key would run out went to a mailbox that nobody reads any more.",
        "detection",
        "detection",
    ),
    Pair(
        "Deliveries are noted on paper and typed in at the end of the shift, so stock stands in the system half a day late.",
        "Deliveries were noted on paper again and typed in at the end of the shift, so stock stood in the system half a day late.",
        "process",
        "process",
    ),
    Pair(
        "The alarm was set for the primary alone",
        "Only the primary had an alarm",
        "detection",
        "detection",
    ),
    Pair(
        "Nobody had rehearsed the failover",
        "The failover had never been rehearsed",
        "knowledge",
        "knowledge",
    ),
    Pair(
        "The disk of the log server filled up",
        "The log server's disk was full",
        "capacity",
        "capacity",
    ),
    Pair(
        "The runbook named a host that no longer exists",
        "The runbook still names the old host",
        "documentation",
        "documentation",
    ),
    Pair(
        "The change was rolled out to all sites at once",
        "The change went to all sites at the same time",
        "change",
        "change",
    ),
    Pair(
        "There is no test environment for the payment gateway",
        "The payment gateway cannot be tested: there is no test environment",
        "environment",
        "environment",
    ),
    Pair(
        "The on-call rota had a gap over the holidays",
        "A gap in the on-call rota over Easter",
        "response",
        "response",
    ),
    Pair(
        "Alarms went to a mailing list that nobody reads",
        "Alarms are sent to a mailing list nobody reads",
        "detection",
        "detection",
    ),
    Pair(
        "The backup had never been restored",
        "Restoring the backup was never tried",
        "knowledge",
        "knowledge",
    ),
    Pair(
        "The supplier announced the change in a mail that went to a former employee",
        "The supplier's mail that announced the change went to a former employee",
        "communication",
        "dependency",
    ),
    Pair(
        "Config changes are made by hand on each host",
        "Each host's configuration is changed by hand",
        "process",
        "tooling",
    ),
    Pair(
        "The queue has no limit, so a slow consumer fills the memory",
        "A slow consumer filled the memory, since the queue has no limit",
        "design",
        "design",
    ),
    Pair(
        "The way back takes four hours and was never practised.",
        "The way back had never been practised and took three hours",
        "tooling",
        "tooling",
    ),
    Pair(
        "Retries without a pause multiplied the load",
        "Clients retried without a pause, which multiplied the load",
        "design",
        "design",
    ),
    Pair(
        "The DNS record had a lifetime of one day",
        "DNS records live for one day",
        "design",
        "design",
    ),
    Pair(
        "The connection pool was too small for the peak",
        "The pool of connections was too small at peak times",
        "capacity",
        "capacity",
    ),
    Pair(
        "The service desk did not know of the change",
        "Nobody told the service desk about the change",
        "communication",
        "communication",
    ),
    Pair(
        "The feature flag was on by default",
        "A feature flag was on by default",
        "change",
        "change",
    ),
    Pair(
        "Health checks only look whether the process is alive",
        "The health check only asks if the process is alive",
        "detection",
        "detection",
    ),
)
"""Pairs that tell of the same thing."""

OTHERS: tuple[Pair, ...] = (
    Pair(
        "Nobody had rehearsed the failover",
        "Nobody had tested the invoice",
        "knowledge",
        "knowledge",
    ),
    Pair(
        "The alarm was set for the primary alone",
        "The alarm for the disk is set for the average of ten minutes over all machines.",
        "detection",
        "detection",
    ),
    Pair(
        "The list of certificates was kept by hand and held 130 of them.",
        "The list of phone numbers was kept by hand and out of date",
        "documentation",
        "documentation",
    ),
    Pair(
        "Payments falling to none raised no alarm at the weekend.",
        "The mail queue raised no alarm at the weekend",
        "detection",
        "detection",
    ),
    Pair(
        "The price file is sent to all 84 stores at the same minute.",
        "The night batch is sent to the bank at the same minute",
        "change",
        "change",
    ),
    Pair(
        "The order queue keeps a copy of every message for ever and shares its disk with them.",
        "The order system keeps a copy of every customer",
        "capacity",
        "design",
    ),
    Pair(
        "The certificate of the payment gateway ran out",
        "The contract with the payment provider ran out",
        "detection",
        "process",
    ),
    Pair(
        "The disk of the log server filled up",
        "The disk of the log server was stolen",
        "capacity",
        "environment",
    ),
    Pair(
        "The runbook named a host that no longer exists",
        "The runbook did not say whom to call",
        "documentation",
        "documentation",
    ),
    Pair(
        "The supplier announced the change in a mail that went to a former employee",
        "The supplier did not announce the change",
        "communication",
        "communication",
    ),
    Pair(
        "The failover had never been rehearsed",
        "The way back had never been practised",
        "knowledge",
        "change",
    ),
    Pair(
        "The backup had never been restored",
        "The backup ran during the peak and slowed the database",
        "knowledge",
        "capacity",
    ),
    Pair(
        "The change was rolled out to all sites at once",
        "The change was approved without a way back",
        "change",
        "change",
    ),
    Pair(
        "Each of these stores hangs on one cable.",
        "Each of these stores has one till",
        "dependency",
        "capacity",
    ),
    Pair(
        "No store had ever been without a network on purpose.",
        "No store had ever been told about the network plan",
        "knowledge",
        "communication",
    ),
    Pair(
        "A till that cannot read the price file stops instead of going on with yesterday's prices.",
        "A till that cannot reach the card terminal stops the sale",
        "design",
        "design",
    ),
    Pair(
        "The shop answers a thousand tries a minute without objection.",
        "The shop answers after a minute",
        "design",
        "capacity",
    ),
    Pair(
        "Following one order takes five log tools.",
        "Following one change takes five approvals",
        "tooling",
        "process",
    ),
    Pair(
        "The database ran out of connections",
        "The database ran out of disk space",
        "capacity",
        "capacity",
    ),
    Pair(
        "The memory limit of the web server was too low",
        "The memory limit of the batch server was never set",
        "capacity",
        "capacity",
    ),
    Pair(
        "The on-call engineer had no access to the firewall",
        "The on-call engineer had no phone",
        "response",
        "response",
    ),
    Pair(
        "The limit of forty offline sales was set ten years ago, for tills with a tenth of the sales.",
        "The limit of open files was set ten years ago",
        "design",
        "design",
    ),
    Pair(
        "Two teams changed the same setting on the same day",
        "Two teams thought that the other one would call the customer",
        "change",
        "communication",
    ),
    Pair(
        "Nobody knew that the old server was still in use",
        "Nobody knew the password of the router",
        "knowledge",
        "knowledge",
    ),
    Pair(
        "The monitoring did not cover the new cluster",
        "The monitoring itself ran on the cluster that failed",
        "detection",
        "design",
    ),
    Pair(
        "The firmware of the switches was three years old",
        "The firmware update of the switches was not tested",
        "environment",
        "change",
    ),
    Pair(
        "A time-out of 30 seconds was set on the client",
        "A time-out was not set on the server, so requests piled up",
        "design",
        "design",
    ),
    Pair(
        "The clock of the till was wrong by an hour",
        "The clock change had not been tested",
        "environment",
        "change",
    ),
)
"""Pairs that do not."""

HELD_SAME: tuple[Pair, ...] = (
    Pair(
        "The log-in page was cached for a day",
        "The login page is cached for one day",
        "design",
        "design",
    ),
    Pair(
        "The standby had not copied anything for a week",
        "For a week the standby had not copied anything",
        "detection",
        "detection",
    ),
    Pair(
        "Two schedulers started the same job",
        "The same job was started by two schedulers",
        "design",
        "design",
    ),
    Pair(
        "Access rights of those who leave are taken away by hand",
        "The access rights of people who leave are taken away by hand",
        "process",
        "process",
    ),
    Pair(
        "The load test used a tenth of the real data",
        "The load test was run on a tenth of the real data",
        "environment",
        "environment",
    ),
    Pair(
        "The vendor's hotline is closed on Sundays",
        "On Sundays the vendor's hotline is closed",
        "dependency",
        "dependency",
    ),
    Pair(
        "The status page was on the server that failed",
        "Our status page stood on the server that failed",
        "design",
        "communication",
    ),
    Pair(
        "Die Erinnerung an das Zertifikat ging an ein Postfach, das niemand liest",
        "Die Erinnerung an den Schlüssel ging an ein Postfach, das niemand mehr liest",
        "detection",
        "detection",
    ),
    Pair(
        "The migration script was tried on an empty database only",
        "The migration script had only been tried on an empty database",
        "change",
        "change",
    ),
    Pair(
        "The alarm fires so often that it is muted",
        "The alarm fired so often that it had been muted",
        "detection",
        "detection",
    ),
    Pair(
        "Test data was copied from the live system",
        "The test data had been copied from the live system",
        "process",
        "process",
    ),
    Pair(
        "The gateway's licence ended at midnight",
        "The licence of the gateway ended at midnight",
        "dependency",
        "dependency",
    ),
    Pair(
        "Nothing told the desk that a release was under way",
        "Nothing had told the desk that a release was under way",
        "communication",
        "communication",
    ),
    Pair(
        "A single person can approve payments after hours",
        "After hours payments can be approved by a single person",
        "process",
        "knowledge",
    ),
    Pair(
        "The cache is emptied by a restart, and all requests go to the database",
        "A restart empties the cache, so that all requests go to the database",
        "design",
        "design",
    ),
    Pair(
        "The emergency numbers hang on a wall in the building that was closed",
        "The emergency numbers hung on a wall in the closed building",
        "documentation",
        "documentation",
    ),
    Pair(
        "Log files are kept for three days, and the fault was a week old",
        "Log files are kept for three days; the fault was two weeks old",
        "tooling",
        "tooling",
    ),
)
"""Held back: the same thing."""

HELD_OTHERS: tuple[Pair, ...] = (
    Pair(
        "The log-in page was cached for a day",
        "The price page was cached for a day",
        "design",
        "design",
    ),
    Pair(
        "The standby had not copied anything for a week",
        "The standby was in the same rack as the primary",
        "design",
        "design",
    ),
    Pair(
        "Two schedulers started the same job",
        "Two people started to repair the same line",
        "design",
        "response",
    ),
    Pair(
        "Access rights of those who leave are taken away by hand",
        "Access rights were too wide for a batch job",
        "process",
        "design",
    ),
    Pair(
        "The load test used a tenth of the real data",
        "The load test was left out for lack of time",
        "environment",
        "process",
    ),
    Pair(
        "The vendor's hotline is closed on Sundays",
        "The vendor's fix was for another version",
        "dependency",
        "dependency",
    ),
    Pair(
        "The status page was on the server that failed",
        "The status page was updated by hand, an hour late",
        "design",
        "communication",
    ),
    Pair(
        "The migration script was tried on an empty database only",
        "The migration script locked the orders table",
        "change",
        "change",
    ),
    Pair(
        "The alarm fires so often that it is muted",
        "The alarm was muted during the move and not put back",
        "detection",
        "detection",
    ),
    Pair(
        "The network plan was two years old",
        "The network switch was two years old",
        "documentation",
        "environment",
    ),
    Pair(
        "The batch ran twice after the clocks changed",
        "The batch ran out of time after the data grew",
        "design",
        "capacity",
    ),
    Pair(
        "A firewall rule was added without a ticket",
        "A firewall rule blocked the new address",
        "process",
        "change",
    ),
    Pair(
        "The database password stood in the script",
        "The database script stood in no repository",
        "design",
        "tooling",
    ),
    Pair(
        "The cooling failed in one of two rooms",
        "The power failed in one of two rooms",
        "environment",
        "environment",
    ),
    Pair(
        "The search index was built from yesterday's data",
        "The search index was too large for the disk",
        "design",
        "capacity",
    ),
    Pair(
        "Die Sicherung wurde nie zurückgespielt",
        "Die Sicherung wurde nie bestellt",
        "knowledge",
        "process",
    ),
    Pair(
        "Test data was copied from the live system",
        "Test users were deleted from the live system",
        "process",
        "process",
    ),
    Pair(
        "The gateway's licence ended at midnight",
        "The gateway's update began at midnight",
        "dependency",
        "change",
    ),
    Pair(
        "A single person can approve payments after hours",
        "A single person can restart the mail server",
        "knowledge",
        "knowledge",
    ),
    Pair(
        "The cache is emptied by a restart, and all requests go to the database",
        "The cache is so large that a restart takes an hour",
        "design",
        "capacity",
    ),
    Pair(
        "The emergency numbers hang on a wall in the building that was closed",
        "The emergency exit of the building was closed",
        "documentation",
        "environment",
    ),
    Pair(
        "Log files are kept for three days, and the fault was a week old",
        "Backups are kept for three days, and the fault was a week old",
        "tooling",
        "process",
    ),
    Pair(
        "Orders are taken from two queues in no fixed order",
        "Orders are taken by two lorries in no fixed order",
        "design",
        "process",
    ),
    Pair(
        "The printer driver was replaced on all tills",
        "The card reader was replaced on all tills",
        "change",
        "change",
    ),
    Pair(
        "An export with ten million rows blocked the report",
        "An export with customers' addresses went to a wrong mailbox",
        "capacity",
        "process",
    ),
)
"""Held back: not the same."""

MISTAKEN: tuple[Pair, ...] = (
    Pair(
        "The sensor of room two gave no values",
        "The sensor of room two gave wrong values",
        "detection",
        "detection",
    ),
)
"""One word that turns a sentence round is not seen: these are taken for the same."""
