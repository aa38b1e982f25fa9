package vn.trangtien.ingest.frontdoor;

import vn.trangtien.ingest.registry.GatewayId;

/** A gateway has said that it is there, and Kafka has it. Told on a thread of Kafka's client, so listeners return soon. */
public record BirthTaken(GatewayId gateway) {}
