package vn.trangtien.gateway.spool;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;

/** Main class of the process that {@link SpoolKillIT} kills: prints the number of each message once it is kept. */
public final class SpoolVictim {

    private SpoolVictim() {}

    public static void main(String[] args) throws SpoolException {
        var limits = new SpoolLimits(200 << 20, Duration.ofDays(1));
        Spool spool = Spool.open(Path.of(args[0]), limits, false, Clock.systemUTC());
        KuraTopic topic = KuraTopic.telemetry("hue", "gw-1", "river");
        while (true) {
            long seq = spool.append(
                            Priority.TELEMETRY,
                            topic,
                            KuraPayload.builder().body(new byte[200]).build())
                    .orElseThrow();
            System.out.println(seq);
        }
    }
}
