; Not tested here: the installer for Windows, made with Inno Setup 6 from the folder that PyInstaller leaves.
;   py -3.12 -m venv .venv
;   .venv\Scripts\pip install ".[package]"
;   .venv\Scripts\pyinstaller --noconfirm --distpath dist packaging\hubdesk.spec
;   iscc packaging\windows\hubdesk.iss
; One folder, not one file: it starts at once, and virus scanners suspect it less. It is not signed.

[Setup]
AppId={{6B5B4B0E-5C2D-4E0B-9C1C-2F6E7A0B3D11}
AppName=HubDesk
AppVersion=0.1.0
AppPublisher=HubDesk maintainers
LicenseFile=..\..\LICENSE
DefaultDirName={autopf}\HubDesk
DefaultGroupName=HubDesk
; no administrator is needed: it installs for one person unless asked otherwise
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
ChangesAssociations=yes
OutputDir=..\..\dist
OutputBaseFilename=hubdesk-0.1.0-setup
Compression=lzma2
SolidCompression=yes

[Files]
Source: "..\..\dist\hubdesk\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{group}\HubDesk"; Filename: "{app}\hubdesk-window.exe"

[Registry]
Root: HKA; Subkey: "Software\Classes\.hubdesk"; ValueType: string; ValueData: "HubDesk.Workspace"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\HubDesk.Workspace"; ValueType: string; ValueData: "HubDesk workspace"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\HubDesk.Workspace\shell\open\command"; ValueType: string; ValueData: """{app}\hubdesk-window.exe"" --workspace ""%1"""

[Run]
Filename: "{app}\hubdesk.exe"; Parameters: "self-test"; StatusMsg: "Checking the installation"; Flags: runhidden
