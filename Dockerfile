# Build with Maven on a JDK, run on a JRE, as a user that owns nothing but its data.
FROM maven:3.9.11-eclipse-temurin-17 AS build
WORKDIR /build
# What the build needs from elsewhere changes seldom: a layer of its own, before the sources.
COPY .mvn .mvn
COPY pom.xml .
RUN mvn -B -q dependency:go-offline
COPY README.md LICENSE ./
COPY config config
COPY src src
RUN mvn -B -q -DskipTests -Dmaven.test.skip=true -Dspotless.check.skip=true package \
 && mkdir /app \
 && tar -xzf target/milvus-retention-*.tar.gz -C /app --strip-components=1 \
 && jar -tf /app/lib/milvus-retention-*.jar | grep -qx META-INF/sbom/application.cdx.json

FROM eclipse-temurin:25.0.3_9-jre-noble
# Numbers that stay the same: volumes belong to them, and clusters demand them.
RUN groupadd --gid 10001 retention \
 && useradd --uid 10001 --gid 10001 --home-dir /app --no-create-home --shell /usr/sbin/nologin retention \
 && mkdir -p /app/config /app/data \
 && chown retention:retention /app/data
WORKDIR /app
# The libraries first: they are the larger part, and the same from one release to the next.
COPY --from=build /app/lib/ lib/
COPY --from=build /app/bin/ bin/
COPY --from=build /app/config/ config/
# Makes the cache of the launcher, on the very Java that it is for: at run time the root may be read-only.
RUN bin/milvus-retention --version && test -s cache/*
USER 10001:10001
# The addresses of the container, which it has for itself: probes and scrapers come from outside. Pages answer there
# only once the rules have users.
ENV SERVER_ADDRESS=0.0.0.0
VOLUME ["/app/config", "/app/data"]
EXPOSE 8080
# The process alone, as some restart what is unhealthy. Only the daemon answers; a command is left alone.
HEALTHCHECK --interval=30s --timeout=5s --start-period=40s \
  CMD ["bash", "-c", "grep -qzx serve /proc/1/cmdline || exit 0; exec 3<>/dev/tcp/127.0.0.1/${MANAGEMENT_SERVER_PORT:-${SERVER_PORT:-8080}} && printf 'GET /actuator/health/liveness HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200'"]
ENTRYPOINT ["/app/bin/milvus-retention"]
CMD ["serve"]
