package vn.trangtien.box.bench.ingest;

import java.io.IOException;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import vn.trangtien.box.fleet.FleetClient;
import vn.trangtien.sim.fleet.account.ProofNumber;
import vn.trangtien.sim.fleet.load.GatewayName;

/** Asks the ingest for one bucket of a series, as a chart does. */
record RestSeries(FleetClient rest) implements Queryable.Series {

    private static final String ASSET = "load";

    @Override
    public double greatest(GatewayName gateway, Instant from, Instant to) throws IOException, InterruptedException {
        String question = "/api/series?path=%s/%s/%s/%s&from=%s&to=%s&buckets=1"
                .formatted(gateway.account(), gateway.client(), ASSET, ProofNumber.CHANNEL, from, to);
        double greatest = 0;
        try {
            for (JsonNode bucket : rest.get(question).path("points")) {
                greatest = Math.max(greatest, bucket.path("max").asDouble());
            }
            return greatest;
        } catch (FleetClient.Refused e) {
            throw new IOException("the series is refused: " + e.getMessage(), e);
        }
    }
}
