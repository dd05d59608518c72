# Build with Maven on a JDK, run on a JRE, as a user that owns nothing but its data.
FROM maven:3-eclipse-temurin-17 AS build
WORKDIR /build
COPY .mvn .mvn
COPY pom.xml .
COPY src src
COPY config config
RUN mvn -B -q -DskipTests -Dspotless.check.skip=true package \
 && java -Djarmode=tools -jar target/milvus-retention.jar extract --layers --destination layers

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --home-dir /app retention \
 && mkdir -p /app/config /app/data \
 && chown retention /app/data
WORKDIR /app
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/spring-boot-loader/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./
COPY --from=build /build/config/ config/
USER 10001
VOLUME ["/app/config", "/app/data"]
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=40s \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${SERVER_PORT:-8080} && printf 'GET /actuator/health HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200'"]
ENTRYPOINT ["java", "-jar", "milvus-retention.jar"]
CMD ["serve"]
