package vn.trangtien.gateway.mqtt;

import java.util.concurrent.CompletableFuture;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;

/** Outcome of one action of the client for MQTT 5, which can be awaited so that an interrupt ends the wait. */
public final class V5Answer extends CompletableFuture<IMqttToken> implements MqttActionListener {

    /** The least reason code of MQTT 5 that says no. */
    public static final int FIRST_FAILURE = 0x80;

    @Override
    public void onSuccess(IMqttToken token) {
        complete(token);
    }

    /** A failure that the broker has answered with codes is an answer. */
    @Override
    public void onFailure(IMqttToken token, Throwable failure) {
        int[] codes = token.getReasonCodes();
        if (codes != null && codes.length > 0 && codes[0] >= FIRST_FAILURE) {
            complete(token);
        } else {
            completeExceptionally(failure);
        }
    }
}
