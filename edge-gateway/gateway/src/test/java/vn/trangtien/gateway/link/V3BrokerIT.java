package vn.trangtien.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import vn.trangtien.gateway.config.CloudPolicy.MqttVersion;

/** MQTT 3.1.1: a broker that refuses is silent. */
class V3BrokerIT extends BrokerContract {

    @Override
    MqttVersion version() {
        return MqttVersion.V3_1_1;
    }

    @Test
    void aRefusedMessageEndsTheConnectionWithoutAReason() throws Exception {
        Broker.Session session = connect("gw-silent");
        session.publish(1, "forbidden/gw-silent/W1/x", new byte[1]);

        await().atMost(PATIENCE).until(() -> !notes.lost.isEmpty());

        assertThat(notes.lost).containsExactly(LinkFault.LOST);
        assertThat(notes.refused).isEmpty();
        assertThat(notes.acknowledged).isEmpty();
    }

    @Test
    void whoeverComesLaterWithTheSameIdentityIsSeenAsALoss() throws Exception {
        connect("gw-twin");
        connect("gw-twin");

        await().atMost(PATIENCE).until(() -> !notes.lost.isEmpty());

        assertThat(notes.lost).containsExactly(LinkFault.LOST);
    }
}
