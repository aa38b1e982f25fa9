package vn.trangtien.city.alarm;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Gives the engine the time. */
@Component
class AlarmTicker {

    private static final Logger LOG = LoggerFactory.getLogger(AlarmTicker.class);

    private final AlarmEngine engine;
    private final CameraAlarms cameras;

    AlarmTicker(AlarmEngine engine, CameraAlarms cameras) {
        this.engine = engine;
        this.cameras = cameras;
    }

    /** A database that is away for a while must not end the ticking. */
    @Scheduled(fixedDelayString = "${trangtien.city.tick:1s}")
    void tick() {
        try {
            engine.tick();
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("alarm-tick=skipped reason={}", e.getMessage());
        }
    }

    /** Reports of cameras that nobody will end any more. */
    @Scheduled(fixedDelayString = "PT1M")
    void giveUp() {
        try {
            int given = cameras.giveUp();
            if (given > 0) {
                LOG.info("camera-alerts=given-up count={}", given);
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("camera-alerts=kept reason={}", e.getMessage());
        }
    }
}
