package vn.trangtien.sim.fleet.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AccountTest {

    private static final long RUN = 296_123_456;
    private static final int POINTS = 3;

    @TempDir
    Path folder;

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    /** Whatever is acknowledged, stored, lost, doubled or invented, each message is found in the right place. */
    @ParameterizedTest
    @MethodSource("seeds")
    void findsEveryLostDoubledAndInventedMessage(long seed) {
        var random = new Random(seed);
        var account = new MessageAccount(RUN, seed);
        var store = new Stored(RUN);
        long promised = 0;
        long stored = 0;
        long lost = 0;
        long unpromised = 0;
        long twice = 0;
        for (int g = 0; g < 5; g++) {
            String gateway = "hue/load-" + g;
            GatewayAccount one = account.open(gateway, "load");
            for (long seq = 1; seq <= 50; seq++) {
                one.sent(Expectation.STORED, seq);
                boolean isAcknowledged = random.nextInt(10) > 0;
                boolean isStored = random.nextInt(10) > 0;
                if (isAcknowledged) {
                    one.acknowledged(Expectation.STORED, seq, POINTS);
                    promised++;
                }
                if (isStored) {
                    store.add(gateway, new ProofNumber(RUN, seq).value());
                    stored++;
                    if (random.nextInt(20) == 0) {
                        store.add(gateway, new ProofNumber(RUN, seq).value());
                        twice++;
                    }
                }
                lost += isAcknowledged && !isStored ? 1 : 0;
                unpromised += !isAcknowledged && isStored ? 1 : 0;
            }
        }
        store.add("hue/load-0", new ProofNumber(RUN, 51).value());
        store.add("hue/nobody", new ProofNumber(RUN, 1).value());
        store.add("hue/load-0", new ProofNumber(RUN - 1, 7).value());

        Reconciliation result = Reconciliation.of(account.snapshot(), store);

        assertThat(result.promised()).isEqualTo(promised);
        assertThat(result.stored()).isEqualTo(stored + 2);
        assertThat(result.lost()).isEqualTo(lost);
        assertThat(result.unpromised()).isEqualTo(unpromised);
        assertThat(result.storedTwice()).isEqualTo(twice);
        assertThat(result.neverSent()).isEqualTo(2);
        assertThat(result.holds()).isFalse();
        assertThat(store.foreign()).isEqualTo(1);
        assertThat(account.snapshot().points()).isEqualTo(promised * POINTS);
    }

    @Test
    void holdsWhenTheStoreHasWhatWasAcknowledgedAndMaybeMore() {
        var account = new MessageAccount(RUN, 1);
        var store = new Stored(RUN);
        GatewayAccount one = account.open("hue/a", "load");
        one.sent(Expectation.STORED, 1);
        one.sent(Expectation.STORED, 2);
        one.acknowledged(Expectation.STORED, 1, POINTS);
        store.add("hue/a", new ProofNumber(RUN, 1).value());
        store.add("hue/a", new ProofNumber(RUN, 2).value());

        assertThat(Reconciliation.of(account.snapshot(), store).holds()).isTrue();
    }

    @Test
    void namesWhatIsLost() {
        var account = new MessageAccount(RUN, 1);
        GatewayAccount one = account.open("hue/a", "load");
        for (long seq = 1; seq <= 4; seq++) {
            one.sent(Expectation.STORED, seq);
            one.acknowledged(Expectation.STORED, seq, POINTS);
        }
        var store = new Stored(RUN);
        store.add("hue/a", new ProofNumber(RUN, 2).value());

        assertThat(Reconciliation.of(account.snapshot(), store).firstLost()).containsExactly("hue/a: 1,3-4");
    }

    @Test
    void aRepetitionIsCountedButPromisesNothingNew() {
        var account = new MessageAccount(RUN, 1);
        GatewayAccount one = account.open("hue/a", "load");
        one.sent(Expectation.STORED, 1);
        one.acknowledged(Expectation.STORED, 1, POINTS);
        one.acknowledged(Expectation.STORED, 1, POINTS);
        one.sent(Expectation.DUPLICATE, 1);
        one.acknowledged(Expectation.DUPLICATE, 1, POINTS);
        one.sent(Expectation.REJECTED, 0);
        one.acknowledged(Expectation.REJECTED, 0, 0);

        MessageAccount.Snapshot now = account.snapshot();

        assertThat(now.promised()).isEqualTo(1);
        assertThat(now.points()).isEqualTo(POINTS);
        assertThat(now.acknowledged(Expectation.STORED)).isEqualTo(2);
        assertThat(now.acknowledgements()).isEqualTo(4);
        assertThat(now.transmissions()).isEqualTo(3);
    }

    @Test
    void theFileGivesBackWhatWasWritten() throws IOException {
        var account = new MessageAccount(RUN, 1);
        for (int g = 0; g < 3; g++) {
            GatewayAccount one = account.open("hue/load-" + g, "load-" + RUN);
            for (long seq = 1; seq <= 9; seq++) {
                one.sent(Expectation.STORED, seq);
                if (seq != 4 + g) {
                    one.acknowledged(Expectation.STORED, seq, POINTS);
                }
            }
            one.sent(Expectation.ANNOUNCED, 0);
        }
        Path file = folder.resolve("account.ndjson");
        AccountFile.write(file, account.snapshot());

        assertThat(AccountFile.read(file)).isEqualTo(account.snapshot());
        assertThat(Files.readAllLines(file)).hasSize(5);
        assertThat(file.resolveSibling("account.ndjson.new")).doesNotExist();
    }

    @Test
    void halfAFileIsNotTakenForAWholeOne() throws IOException {
        var account = new MessageAccount(RUN, 1);
        account.open("hue/a", "load");
        account.open("hue/b", "load");
        Path file = folder.resolve("account.ndjson");
        AccountFile.write(file, account.snapshot());
        List<String> lines = Files.readAllLines(file);

        for (int kept = 0; kept < lines.size(); kept++) {
            Files.write(file, lines.subList(0, kept));
            assertThatThrownBy(() -> AccountFile.read(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("account.ndjson:");
        }
        Files.writeString(file, lines.get(0) + "\n{\"gateway\":\"a\",\"numbers\":\"9-1\"}\n{\"end\":1}\n");
        assertThatThrownBy(() -> AccountFile.read(file)).hasMessageContaining(":2: ranges must ascend");
    }

    @Test
    void everyProofNumberIsKeptByADouble() {
        for (long seq = 1; seq < 10_000_000; seq += 99_991) {
            assertThat(ProofNumber.of(new ProofNumber(899_999_999, seq).value()))
                    .isEqualTo(new ProofNumber(899_999_999, seq));
        }
        assertThat(new ProofNumber(RUN, 1).value()).isGreaterThan(ProofNumber.floorOf(RUN));
        assertThat(new ProofNumber(RUN, 9_999_999).value()).isLessThan(ProofNumber.floorOf(RUN + 1));
    }

    @Test
    void aSampleOfAHundredThousandDelaysHasTheirPercentiles() {
        var sample = new LatencySample(LatencySample.USUAL_ROOM, 7);
        var random = new Random(7);
        for (int i = 0; i < 100_000; i++) {
            sample.add(random.nextInt(1_000_000));
        }

        assertThat(sample.count()).isEqualTo(100_000);
        assertThat(sample.percentileMillis(50)).isBetween(485.0, 515.0);
        assertThat(sample.percentileMillis(99)).isBetween(985.0, 995.0);
        assertThat(sample.highestMicros()).isBetween(999_900L, 1_000_000L);
    }

    @Test
    void fewDelaysAreAllKept() {
        var sample = new LatencySample(10, 7);
        sample.add(3_000);
        sample.add(1_000);

        assertThat(sample.sorted()).containsExactly(1_000, 3_000);
        assertThat(sample.percentileMillis(50)).isEqualTo(1.0);
        assertThat(sample.percentileMillis(100)).isEqualTo(3.0);
        assertThat(new LatencySample(1, 1).percentileMillis(99)).isZero();
    }
}
