package vn.trangtien.gateway.spool;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;

/**
 * Main class of the process that is killed: two threads keep messages, one by one and in batches, and print {@code A number;}
 * for each once it is kept. A third forgets the first ones as if they had been delivered and prints {@code D number;} before it
 * does.
 */
public final class SpoolVictim {

    private static final KuraTopic RIVER = KuraTopic.telemetry("hue", "gw-1", "river");

    private SpoolVictim() {}

    public static void main(String[] args) throws Exception {
        var limits = new SpoolLimits(200 << 20, Duration.ofDays(1));
        Spool spool = Spool.open(Path.of(args[0]), limits, false, Clock.systemUTC());
        start(() -> say('A', spool.append(Priority.TELEMETRY, RIVER, body()).orElseThrow()));
        start(() -> {
            for (OptionalLong number : spool.append(List.of(
                    new NewMessage(Priority.ALARM, RIVER, body()),
                    new NewMessage(Priority.TELEMETRY, RIVER, body()),
                    new NewMessage(Priority.SNAPSHOT, RIVER, body())))) {
                say('A', number.orElseThrow());
            }
        });
        start(() -> {
            List<Long> some =
                    spool.page(5, Set.of()).stream().map(SpooledMessage::seq).toList();
            some.forEach(seq -> say('D', seq));
            spool.delivered(some);
        });
    }

    private interface Step {
        void run() throws Exception;
    }

    private static void start(Step step) {
        new Thread(() -> {
                    try {
                        while (true) {
                            step.run();
                        }
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                })
                .start();
    }

    /** Whole lines end with a semicolon: a kill may cut the last one. */
    private static void say(char what, long number) {
        synchronized (System.out) {
            System.out.print(what + " " + number + ";\n");
            System.out.flush();
        }
    }

    private static KuraPayload body() {
        return KuraPayload.builder().body(new byte[200]).build();
    }
}
