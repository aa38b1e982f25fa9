package vn.trangtien.ingest.conservation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.trangtien.ingest.processing.Ledger.Books;
import vn.trangtien.ingest.processing.Ledger.Progress;
import vn.trangtien.ingest.processing.Ledger.Tally;

/** The check must be able to fail: each kind of wrong books makes it so. */
class AuditorTest {

    private static final List<Tally> SEVEN = List.of(
            new Tally(0, "STORED", "", 4),
            new Tally(0, "DUPLICATE", "", 1),
            new Tally(0, "REJECTED", "undecodable", 2));

    @Test
    void booksThatAgreeWithKafkaAreConserved() {
        Conservation account = account(new Progress("t", 0, 10, 17, 0, 0), SEVEN, 20);

        assertThat(account.received()).isEqualTo(10);
        assertThat(account.stored()).isEqualTo(4);
        assertThat(account.duplicate()).isEqualTo(1);
        assertThat(account.rejected()).containsExactly(Map.entry("undecodable", 2L));
        assertThat(account.inFlight()).isEqualTo(3);
        assertThat(account.received())
                .isEqualTo(account.stored() + account.duplicate() + account.rejectedInAll() + account.inFlight());
        assertThat(account.conserved()).isTrue();
    }

    @Test
    void messageWithoutAVerdictIsMissed() {
        assertThat(account(new Progress("t", 0, 10, 18, 0, 0), SEVEN, 20).conserved())
                .isFalse();
    }

    @Test
    void verdictWithoutAMessageIsMissed() {
        assertThat(account(new Progress("t", 0, 10, 16, 0, 0), SEVEN, 20).conserved())
                .isFalse();
    }

    @Test
    void errorsOfTwoPartitionsDoNotMakeUpForEachOther() {
        var books = new Books(
                List.of(new Progress("t", 0, 0, 8, 0, 0), new Progress("t", 1, 0, 6, 0, 0)),
                List.of(new Tally(0, "STORED", "", 7), new Tally(1, "STORED", "", 7)));

        assertThat(Auditor.account(books, Map.of(0, 8L, 1, 6L), 0, 0, null).conserved())
                .isFalse();
    }

    @Test
    void messagesThatKafkaDeletedAreNeverForgiven() {
        Conservation account = account(new Progress("t", 0, 10, 20, 3, 0), SEVEN, 20);

        assertThat(account.lost()).isEqualTo(3);
        assertThat(account.conserved()).isFalse();
    }

    @Test
    void processingBeyondTheEndOfTheLogIsWrong() {
        assertThat(account(new Progress("t", 0, 10, 17, 0, 0), SEVEN, 16).conserved())
                .isFalse();
    }

    @Test
    void partitionThatNobodyHasOpenedIsOnItsWay() {
        Conservation account = Auditor.account(new Books(List.of(), List.of()), Map.of(0, 5L), 0, 0, 2L);

        assertThat(account.inFlight()).isEqualTo(5);
        assertThat(account.conserved()).isTrue();
        assertThat(account.waitingInBroker()).isEqualTo(2);
    }

    private static Conservation account(Progress progress, List<Tally> tallies, long end) {
        return Auditor.account(new Books(List.of(progress), tallies), Map.of(0, end), 0, 0, null);
    }
}
