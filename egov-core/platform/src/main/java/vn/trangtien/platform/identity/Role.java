package vn.trangtien.platform.identity;

/** What somebody may be to the city. Each service says for itself which role may reach what; none includes another. */
public enum Role {
    /** Connects and mends gateways and devices. */
    TECHNICIAN,
    /** Watches the city on the operations screen and handles alarms. */
    OPERATOR,
    /** Works on cases for a unit of the organisation tree. */
    OFFICIAL,
    /** Administers the services. */
    ADMIN,
    /** Another service of the city, by the service token; never given to an account. */
    SERVICE
}
