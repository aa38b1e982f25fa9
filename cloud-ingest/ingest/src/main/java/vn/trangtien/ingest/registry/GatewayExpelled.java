package vn.trangtien.ingest.registry;

/** A gateway or its certificate was put out of force; whoever holds its connection must end it, after the commit. */
public record GatewayExpelled(GatewayId gateway) {}
