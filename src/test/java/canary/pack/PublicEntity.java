package canary.pack;

import jakarta.persistence.MappedSuperclass;

@MappedSuperclass
public class PublicEntity {}
