@setlocal
@set "EXPERIMENTS_LAUNCHER=%~f0"
@powershell -NoProfile -ExecutionPolicy Bypass -File "%~dp0run.ps1" %*
@exit /b %ERRORLEVEL%
