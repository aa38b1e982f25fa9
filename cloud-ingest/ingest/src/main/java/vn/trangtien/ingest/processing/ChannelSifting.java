package vn.trangtien.ingest.processing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.trangtien.events.Observation;
import vn.trangtien.ingest.channels.ChannelSieve;
import vn.trangtien.ingest.channels.Judgement;
import vn.trangtien.ingest.decoding.Understood;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.timeseries.Point;

/** Has the values of a batch judged, and leaves of each message what is to be used and what is to be stored. */
@Component
class ChannelSifting {

    private final ChannelSieve sieve;

    ChannelSifting(ChannelSieve sieve) {
        this.sieve = sieve;
    }

    /** @return to be booked with the batch */
    ChannelSieve.Round sift(List<Verdict> batch) {
        var gateways = new HashSet<GatewayId>();
        for (Verdict verdict : batch) {
            if (verdict.toStore().orElse(null) instanceof Understood.Telemetry telemetry) {
                gateways.add(telemetry.gateway());
            }
        }
        ChannelSieve.Round round = sieve.begin(gateways);
        for (Verdict verdict : batch) {
            if (verdict.toStore().orElse(null) instanceof Understood.Telemetry telemetry) {
                verdict.understandAs(sifted(telemetry, round));
            }
        }
        return round;
    }

    private static Understood.Telemetry sifted(Understood.Telemetry telemetry, ChannelSieve.Round round) {
        List<Judgement> judgements = round.judge(telemetry.gateway(), telemetry.observations());
        var used = new ArrayList<Observation>(judgements.size());
        var stored = new ArrayList<Point>(judgements.size());
        for (int i = 0; i < judgements.size(); i++) {
            Judgement judgement = judgements.get(i);
            if (judgement.standing().isUsed()) {
                used.add(judgement.observation());
            }
            if (judgement.standing().isStored()) {
                stored.add(point(judgement.observation(), telemetry.points().get(i)));
            }
        }
        return telemetry.with(used, stored);
    }

    private static Point point(Observation judged, Point before) {
        return new Point(
                before.channel(),
                judged.value(),
                judged.unit(),
                judged.quality(),
                before.at(),
                before.ordinal(),
                before.simulated());
    }
}
