package vn.trangtien.events;

/**
 * Where a value comes from.
 *
 * @param account jurisdiction, for example {@code hue}: the first part of every key, so that work shards by it
 * @param gateway client id of the gateway
 * @param asset device within the gateway: a sensor or a camera
 * @param channel channel within the device
 */
public record ChannelRef(String account, String gateway, String asset, String channel) {

    /** The instrument, as the key of its records: {@code account/gateway/asset}. */
    public String device() {
        return account + "/" + gateway + "/" + asset;
    }

    /** The channel as one text: {@code account/gateway/asset/channel}. */
    public String path() {
        return device() + "/" + channel;
    }
}
