package canary.pack;

import jakarta.persistence.MappedSuperclass;

@MappedSuperclass
class ChangesBySetter {
    private String name;

    String name() {
        return name;
    }

    void setName(String name) {
        this.name = name;
    }
}
