package waybill.application.port.out;

/** The ports of one empty store. */
public interface Stores {
    MessageStore messages();

    Ledger ledger();

    SubmissionQueue queue();

    OrphanReports orphanReports();

    LookupQueue lookups();

    SettlementQueue settlements();
}
