package vn.trangtien.ingest.processing;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import vn.trangtien.ingest.decoding.Collisions;
import vn.trangtien.ingest.decoding.Rejection;
import vn.trangtien.ingest.decoding.Rejection.Reason;
import vn.trangtien.ingest.decoding.Understood;
import vn.trangtien.ingest.timeseries.Point;
import vn.trangtien.ingest.timeseries.TimeSeriesStore;

/** Writes the points of a batch. Writing them again changes nothing. */
@Component
class PointStoring {

    private final TimeSeriesStore series;
    private final Timer writes;
    private final MeterRegistry meters;

    PointStoring(TimeSeriesStore series, MeterRegistry meters) {
        this.series = series;
        this.meters = meters;
        this.writes = Timer.builder("trangtien.ingest.store.write")
                .description("Writing the points of one batch into the time-series store, where it takes them")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(30))
                .register(meters);
    }

    /** All points in one write; if the store refuses it, message by message, so that only the culprits are rejected. */
    void store(List<Verdict> batch) throws TimeSeriesStore.StoreUnavailable {
        List<Point> points = points(batch);
        countOddities(batch, points);
        long began = System.nanoTime();
        try {
            series.write(points);
            writes.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
        } catch (TimeSeriesStore.PointsRefused someAreWrong) {
            for (Verdict verdict : batch) {
                storeOne(verdict);
            }
        }
    }

    /** What is to be stored of the batch, or was. */
    static List<Point> points(List<Verdict> batch) {
        var points = new ArrayList<Point>();
        for (Verdict verdict : batch) {
            if (verdict.toStore().orElse(null) instanceof Understood.Telemetry telemetry) {
                points.addAll(telemetry.points());
            }
        }
        return points;
    }

    private void countOddities(List<Verdict> batch, List<Point> points) {
        var collisions = new Collisions();
        collisions.look(points);
        meters.counter("trangtien.ingest.ordinal.collisions").increment(collisions.found());
        long leftOut = 0;
        for (Verdict verdict : batch) {
            if (verdict.toStore().orElse(null) instanceof Understood.Telemetry telemetry) {
                leftOut += telemetry.notes().leftOut();
            }
        }
        meters.counter("trangtien.ingest.values.left.out").increment(leftOut);
    }

    private void storeOne(Verdict verdict) throws TimeSeriesStore.StoreUnavailable {
        if (verdict.toStore().orElse(null) instanceof Understood.Telemetry telemetry) {
            try {
                series.write(telemetry.points());
            } catch (TimeSeriesStore.PointsRefused refused) {
                verdict.reject(new Rejection(Reason.REFUSED_BY_STORE, String.valueOf(refused.getMessage())));
            }
        }
    }
}
