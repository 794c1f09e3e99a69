package io.guichet.service.webstamp;

import io.guichet.contract.WebStampExample;

/** The same where the installation asks the journal (guichet.webstamp.lookup = journal; webstamp 2.19). */
class JournalRoutesTest extends ReconcileRoutesTest {

    @Override
    String lookup() {
        return "journal";
    }

    @Override
    String listing() {
        return "get_info_journal";
    }

    @Override
    WebStampExample request() {
        return WebStampExample.named("2.19-get_info_journal-request");
    }

    @Override
    WebStampExample answer() {
        return WebStampExample.named("2.19-get_info_journal-answer");
    }
}
