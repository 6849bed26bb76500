package farebox.deployment;

/** A name and a password that PostgreSQL knows. */
public record Login(String name, String password) {
    @Override
    public String toString() {
        return name;
    }
}
