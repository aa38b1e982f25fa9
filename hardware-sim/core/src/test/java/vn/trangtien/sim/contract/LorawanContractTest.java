package vn.trangtien.sim.contract;

import java.time.Duration;
import java.util.Map;

/** A LoRaWAN soil probe behind ChirpStack: an uplink every ten minutes. */
class LorawanContractTest extends DriverContractTest {

    @Override
    protected Subject subject() {
        return Subject.of(
                        "lorawan",
                        Wires.MQTT,
                        Map.of(
                                "server", "chirpstack",
                                "application", "soil",
                                "devEui", "70b3d57ed0061a2b",
                                "codec", "object",
                                "fields",
                                        Map.of(
                                                "moisture", Map.of("from", "moisture", "unit", "%"),
                                                "temperature", Map.of("from", "temperature", "unit", "Cel"))))
                .channel("moisture", 0.01)
                .channel("temperature", 0.01)
                .counts("uplinks", 1e6)
                .counts("duplicates", 1e6)
                .counts("gaps", 1e6)
                .channel("rssi", Judge.between(-150, 0))
                .channel("snr", Judge.between(-30, 20))
                .withItsOwnTime()
                .every(Duration.ofMinutes(10))
                .asOldAs(Duration.ofMinutes(1));
    }
}
