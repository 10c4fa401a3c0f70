// Nothing runs here: dotnet-ef needs a start-up project that carries EF's design assembly (docs/adr/0002).
return 0;
