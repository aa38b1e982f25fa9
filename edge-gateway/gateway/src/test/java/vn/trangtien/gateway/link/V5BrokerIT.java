package vn.trangtien.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import vn.trangtien.gateway.config.CloudPolicy.MqttVersion;

/** MQTT 5: a broker that refuses says why. */
class V5BrokerIT extends BrokerContract {

    @Override
    MqttVersion version() {
        return MqttVersion.V5;
    }

    @Test
    void aRefusedMessageIsToldWithItsCode() throws Exception {
        Broker.Session session = connect("gw-code");
        session.publish(1, "forbidden/gw-code/W1/x", new byte[1]);

        await().atMost(PATIENCE).until(() -> !notes.refused.isEmpty());

        assertThat(notes.refused).containsExactly(0x87);
        assertThat(notes.lost).isEmpty();
    }

    @Test
    void whoeverComesLaterWithTheSameIdentityTakesOver() throws Exception {
        connect("gw-twin");
        connect("gw-twin");

        await().atMost(PATIENCE).until(() -> !notes.lost.isEmpty());

        assertThat(notes.lost).containsExactly(LinkFault.TAKEN_OVER);
    }

    @Test
    void theBrokerSaysHowMuchItTakes() throws Exception {
        assertThat(connect("gw-limits").receiveMaximum()).isLessThanOrEqualTo(65_535);
        assertThat(connect("gw-limits-2").maximumPacketSize()).isPositive();
    }
}
