package vn.trangtien.gateway.mqtt;

import java.util.concurrent.CompletableFuture;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttToken;

/** Outcome of one action of the client for MQTT 3.1.1, which can be awaited so that an interrupt ends the wait. */
public final class V3Answer extends CompletableFuture<IMqttToken> implements IMqttActionListener {

    @Override
    public void onSuccess(IMqttToken token) {
        complete(token);
    }

    @Override
    public void onFailure(IMqttToken token, Throwable failure) {
        completeExceptionally(failure);
    }
}
