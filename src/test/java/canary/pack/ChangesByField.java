package canary.pack;

import jakarta.persistence.MappedSuperclass;

@MappedSuperclass
class ChangesByField {
    String name;
}
